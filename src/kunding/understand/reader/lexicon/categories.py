"""The kinds of words that the lists know, and the columns that matching them fills."""

POLARITY = ("positive", "negative", "problem")
MODIFIERS = ("negator", "intensifier", "diminisher", "contrast")
CUES = (
    "complaint", "praise", "idea", "question", "leaving", "chasing", "thanks", "greeting", "wait", "urgent", "danger",
    "me", "you", "news", "wish", "sarcasm", "refund", "repair", "information", "change", "cancel", "answer", "rival",
    "name", "stays", "warns", "smile", "frown", "chat", "unanswered", "first",
)  # fmt: skip
CATEGORIES = POLARITY + MODIFIERS + CUES
CATEGORY = {name: at for at, name in enumerate(CATEGORIES)}

SUMS = (
    "positive_sum", "negative_sum", "problem_sum", "positive_most", "negative_most", "positives", "negatives",
    "problems", "positive_denied", "negative_denied", "problem_denied", "last_polarity", "after_contrast",
    "before_contrast", "first_polarity", "negators",
)  # fmt: skip
COLUMNS = SUMS + tuple(f"cue_{name}" for name in CUES)
COLUMN = {name: at for at, name in enumerate(COLUMNS)}
