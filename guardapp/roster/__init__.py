"""Who stands where and when: shift types, the month's plan, its rules and its publishing."""
