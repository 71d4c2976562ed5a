"""Start guardapp from a source checkout: set everything up the first time, then run it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "guardapp.stamp"
LOCK = ROOT / "requirements.lock"
TRANSLATIONS = ROOT / "resources" / "translations"

# What Qt needs of a Linux system that its wheels do not bring: library → Debian package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
QT_STARTS = """
from PySide6 import QtPdfWidgets, QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication(["probe", "-platform", "offscreen"])
"""
X11_LOADS = """
import ctypes, pathlib, PySide6
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
ctypes.CDLL(str(plugins / "libqxcb.so"))
"""


class SetUpStopped(Exception):
    """Set-up cannot go on without the person at the keyboard; says why in both languages."""


def main() -> NoReturn:
    """Set up what is missing, then become guardapp with the arguments given."""
    python = ready_python()
    command = [str(python), "-P", "-m", "guardapp", *sys.argv[1:]]
    if sys.platform == "win32":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def ready_python() -> Path:
    """Return the Python that has all dependencies, after setting up what is missing.

    Leaves the program with status 2, the reason on stderr, where it cannot.
    """
    if sys.version_info < (3, 11):
        sys.exit("guardapp cần Python 3.11 trở lên.\nguardapp needs Python 3.11 or newer.")
    try:
        set_up()
    except SetUpStopped as stopped:
        _say(str(stopped))
        sys.exit(2)
    except KeyboardInterrupt:
        _say("Đã dừng cài đặt; lần chạy sau sẽ làm tiếp.\nSet-up stopped; the next start goes on.")
        sys.exit(2)
    return VENV_PYTHON


def set_up() -> None:
    """Make the environment, the system libraries and the catalogue what this checkout needs."""
    stamp = _stamp()
    if not _is_done(stamp):
        remake = not _is_whole()
        install_system_packages(remake)
        if remake:
            make_venv()
        install_dependencies()
        check_qt()
        STAMP.write_text(stamp, encoding="utf-8")
    build_translations()


def _stamp() -> str:
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock}\n{VENV}\n{'x11' if _has_x11() else ''}"


def _is_done(stamp: str) -> bool:
    done = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    return done.startswith(stamp) and _is_whole()


def _is_whole() -> bool:
    """Tell whether the environment lies where it was made and its Python is still there."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        place = STAMP.read_text(encoding="utf-8").splitlines()[1]
    except (OSError, IndexError):
        return False
    base = Path(dict(line.split(" = ", 1) for line in lines if " = " in line).get("executable", ""))
    same_python = sys.platform == "win32" or VENV_PYTHON.resolve() == base
    return place == str(VENV) and VENV_PYTHON.exists() and base.is_file() and same_python


def _has_x11() -> bool:
    return sys.platform.startswith("linux") and bool(os.environ.get("DISPLAY"))


def install_system_packages(needs_venv: bool) -> None:
    """Install the Debian packages that are missing, or stop with the command that does."""
    packages = missing_packages(needs_venv)
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    stopped = SetUpStopped(
        "Máy này còn thiếu gói hệ thống. Hãy chạy lệnh sau rồi chạy lại:\n"
        "This system lacks some packages. Run this, then start again:\n\n"
        f"    sudo {' '.join(install)}\n"
    )
    if not (sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get")):
        raise stopped
    _say(
        f"Đang cài gói hệ thống: {' '.join(packages)}\n"
        f"Installing system packages: {' '.join(packages)}"
    )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL, check=False)
    done = subprocess.run([*install, "-qq"], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise stopped


def missing_packages(needs_venv: bool) -> list[str]:
    """Return the Debian packages for what Python and Qt miss on this system."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**QT_LIBRARIES, **(X11_LIBRARIES if _has_x11() else {})}
    packages = [package for library, package in wanted.items() if not _loads(library)]
    if needs_venv and not _has_venv():
        packages = ["python3-venv", "python3-pip", *packages]
    return packages


def _loads(library: str) -> bool:
    try:
        import ctypes

        ctypes.CDLL(library)
    except ImportError:  # a Python built without libffi: check_qt tells
        return True
    except OSError:
        return False
    return True


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def make_venv() -> None:
    """Make the environment anew beside this file."""
    _say("Đang tạo môi trường Python .venv …\nMaking the Python environment .venv …")
    python = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run(
        [python, "-m", "venv", "--clear", VENV], stdout=sys.stderr, check=False
    ).returncode:
        raise SetUpStopped(
            f"Không tạo được {VENV}. Trên Debian hoặc Ubuntu, hãy chạy:\n"
            f"Could not make {VENV}. On Debian or Ubuntu, run:\n\n"
            f"    sudo apt-get install -y python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
        )


def install_dependencies() -> None:
    """Install the locked dependencies, each checked against its hash, and this checkout."""
    _say(
        "Đang cài thư viện (khoảng 400 MB, chỉ lần đầu) …\n"
        "Installing the libraries (about 400 MB, first time only) …"
    )
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    quiet = [] if sys.stderr.isatty() else ["-q"]
    if subprocess.run([*pip, *options, *quiet], stdout=sys.stderr, check=False).returncode:
        raise SetUpStopped(
            "Không cài được thư viện (lý do ở trên). Lần đầu cần có mạng, hoặc kho gói nội bộ\n"
            "khai trong cấu hình của pip; trên Linux cần glibc 2.34 trở lên. Hãy chạy lại.\n"
            "Could not install the libraries (the reason is above). The first time needs the\n"
            "network, or a package index set up in pip; on Linux also glibc 2.34. Start again."
        )
    libraries = next(path for path in VENV.glob("[Ll]ib/**/site-packages") if path.is_dir())
    # Relative, so in ASCII: Python reads the file in the system's encoding, whatever that is.
    (libraries / "guardapp.pth").write_text(os.path.relpath(ROOT, libraries), encoding="ascii")


def check_qt() -> None:
    """Start Qt once in a process of its own, since a missing library would end this one."""
    for code in [QT_STARTS, X11_LOADS] if _has_x11() else [QT_STARTS]:
        probe = subprocess.run(
            [VENV_PYTHON, "-c", code], capture_output=True, text=True, check=False
        )
        if probe.returncode:
            packages = " ".join([*QT_LIBRARIES.values(), *X11_LIBRARIES.values()])
            raise SetUpStopped(
                f"{probe.stderr.strip()}\n\n"
                "Qt không khởi động được trên máy này. Trên Debian hoặc Ubuntu, hãy chạy:\n"
                "Qt does not start on this system. On Debian or Ubuntu, run:\n\n"
                f"    sudo apt-get install -y --no-install-recommends {packages}\n"
            )


def build_translations() -> None:
    """Build the catalogue of English words where a feature's words are newer than it."""
    sources = [file for part in ("build.py", "en", "en/*.po") for file in TRANSLATIONS.glob(part)]
    newest = max(source.stat().st_mtime_ns for source in sources)
    built = TRANSLATIONS / "en.mo"
    if built.is_file() and built.stat().st_mtime_ns >= newest:
        return
    if subprocess.run([VENV_PYTHON, TRANSLATIONS / "build.py"], check=False).returncode:
        raise SetUpStopped(
            "Không dựng được bản dịch tiếng Anh.\nCould not build the English words."
        )


def _say(words: str) -> None:
    sys.stderr.buffer.write(f"{words}\n".encode())  # whatever the encoding of a Windows pipe
    sys.stderr.flush()


if __name__ == "__main__":
    main()
