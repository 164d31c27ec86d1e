from threading import Event, Thread

from kunding.lake import Ask, Lake
from kunding.lake.tests.rows import feedback, table

PAGE = [Ask("volume"), Ask(["volume", "customers"], by="sentiment"), Ask("volume", by="language")]


def month_of(version: int, rows: int) -> list[dict[str, object]]:
    return [feedback(n, sentiment="negative" if version % 2 else "positive", customer_key=version) for n in range(rows)]


def test_a_page_asked_while_a_writer_commits_shows_one_version(lake: Lake) -> None:
    lake.append("feedback", table("feedback", month_of(0, 10)))
    lake.ask_many(PAGE)
    done, seen, wrong = Event(), set(), []

    def read() -> None:
        while not done.is_set():
            total, moods, languages = (answer.to_pylist() for answer in lake.ask_many(PAGE))
            seen.add(total[0]["volume"])
            counts = {total[0]["volume"], moods[0]["volume"], languages[0]["volume"]}
            if len(moods) != 1 or moods[0]["customers"] != 1 or len(counts) != 1:
                wrong.append((total, moods, languages))

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in range(1, 9):
        lake.replace_months("feedback", table("feedback", month_of(version, 10 + version)), ["2026-01"])
        if version % 3 == 0:
            lake.compact()
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert lake.ask("volume")["volume"].to_pylist() == [18]
    assert seen <= set(range(10, 19))


def test_what_another_process_wrote_is_seen_with_the_next_question(lake: Lake) -> None:
    here, there = lake, Lake(lake.store.root, compiled=lake._compiled)
    assert here.ask("volume")["volume"].to_pylist() == [0]
    there.append("feedback", table("feedback", [feedback(1), feedback(2, "2026-02-01")]))
    assert here.ask("volume")["volume"].to_pylist() == [2]
    there.replace_months("feedback", table("feedback", []), ["2026-02"])
    assert here.ask("volume", by="month").to_pylist() == [{"month": "2026-01", "volume": 1}]
    there.drop()
    assert here.ask("volume")["volume"].to_pylist() == [0]
    there.store.remove()
    there.append("feedback", table("feedback", [feedback(1)]))
    assert here.ask("volume")["volume"].to_pylist() == [1]
