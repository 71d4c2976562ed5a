"""Re-counts a roster of a public rostering instance; knows nothing of the planner or its reader.

Run by hand: python tests/benchmarks/rostering_check.py INSTANCE CSV
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

USAGE = "usage: rostering_check.py INSTANCE CSV"


def sections(path):
    """Return the rows of each section of an instance, split at commas."""
    found, name = defaultdict(list), ""
    for line in Path(path).read_text(encoding="utf-8-sig").splitlines():
        if line.strip().startswith("SECTION_"):
            name = line.strip()[8:]
        elif line.strip() and not line.strip().startswith("#"):
            found[name].append([cell.strip() for cell in line.strip().split(",")])
    return found


def read_roster(path):
    """Return {employee: {day: shift}} and what is wrong with the file's rows."""
    roster, wrong = defaultdict(dict), []
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            employee, day = row["employee"], int(row["day"])
            if day in roster[employee]:
                wrong.append(f"{employee}: two shifts on day {day}")
            roster[employee][day] = row["shift"]
    return roster, wrong


def runs(flags):
    """Return (value, first, last) of each run of equal values."""
    found, first = [], 0
    for place in range(1, len(flags) + 1):
        if place == len(flags) or flags[place] != flags[first]:
            found.append((flags[first], first, place - 1))
            first = place
    return found


def check_employee(staff, worked, shifts, horizon):
    """Return the hard rules that one employee's shifts break."""
    name, most, max_minutes, min_minutes, max_run, min_run, min_off, max_weekends = staff
    wrong = []
    for day, shift in worked.items():
        if not 0 <= day < horizon or shift not in shifts:
            wrong.append(f"{name}: no shift {shift} on day {day}")
            continue
        after = worked.get(day + 1)
        if after in shifts[shift][1]:
            wrong.append(f"{name}: {after} on day {day + 1} after {shift}")
    if wrong:
        return wrong
    limit = dict(part.split("=") for part in most.split("|") if part)
    for shift in shifts:
        count = sum(one == shift for one in worked.values())
        if count > int(limit.get(shift, 0)):
            wrong.append(f"{name}: {count} times {shift}")
    minutes = sum(shifts[shift][0] for shift in worked.values())
    if not int(min_minutes) <= minutes <= int(max_minutes):
        wrong.append(f"{name}: {minutes} minutes")
    for works, first, last in runs([day in worked for day in range(horizon)]):
        length, inside = last - first + 1, first > 0 and last < horizon - 1
        if works and length > int(max_run):
            wrong.append(f"{name}: {length} days in a row from {first}")
        if inside and length < int(min_run if works else min_off):
            wrong.append(f"{name}: only {length} days {'on' if works else 'off'} from {first}")
    weekends = sum(sat in worked or sat + 1 in worked for sat in range(5, horizon, 7))
    if weekends > int(max_weekends):
        wrong.append(f"{name}: {weekends} week-ends")
    return wrong


def cost(parts, roster):
    """Return the cost of requests and of cover."""
    total = 0
    for employee, day, shift, weight in parts["SHIFT_ON_REQUESTS"]:
        total += int(weight) * (roster[employee].get(int(day)) != shift)
    for employee, day, shift, weight in parts["SHIFT_OFF_REQUESTS"]:
        total += int(weight) * (roster[employee].get(int(day)) == shift)
    for day, shift, wanted, under, over in parts["COVER"]:
        have = sum(worked.get(int(day)) == shift for worked in roster.values())
        total += int(under) * max(0, int(wanted) - have) + int(over) * max(0, have - int(wanted))
    return total


def check(instance, roster_file):
    """Return the cost of a roster and all that is wrong with it."""
    parts = sections(instance)
    horizon = int(parts["HORIZON"][0][0])
    shifts = {
        row[0]: (int(row[1]), {s for cell in row[2:] for s in cell.split("|") if s})
        for row in parts["SHIFTS"]
    }
    roster, wrong = read_roster(roster_file)
    names = {row[0] for row in parts["STAFF"]}
    wrong += [f"unknown employee {name}" for name in roster.keys() - names]
    for staff in parts["STAFF"]:
        wrong += check_employee(staff, roster[staff[0]], shifts, horizon)
    for employee, *off in parts["DAYS_OFF"]:
        wrong += [f"{employee}: day off {d}" for d in off if d and int(d) in roster[employee]]
    return cost(parts, roster), wrong


def main(arguments):
    """Print the verdict; return 0 where no hard rule is broken."""
    if len(arguments) != 2:
        print(USAGE)
        return 2
    total, wrong = check(*arguments)
    for text in wrong:
        print("broken:", text)
    print("broken rules:", len(wrong))
    print("objective:", total)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
