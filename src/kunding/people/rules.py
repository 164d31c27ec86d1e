"""Opening hours as they are before anybody set them."""

Hours = dict[str, list[list[str]]]

USUAL_DAY = [["08:00", "12:00"], ["13:00", "17:00"]]
USUAL_HOURS: Hours = {str(weekday): USUAL_DAY for weekday in range(5)}  # Monday to Friday, with a lunch break
