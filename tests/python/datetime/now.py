# What asks for the time of day.
from datetime import date, datetime


class Own(datetime):
    pass


print(type(datetime.now()), date.today() == datetime.today().date())
print(type(Own.now()), type(Own.today()))
