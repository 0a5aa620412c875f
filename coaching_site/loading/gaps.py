"""The gaps of the short words: which names may be in braces, and which do not belong there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Final

from coaching_site.languages import PLURAL_FORMS
from coaching_site.problems import nearest, quoted

# What templates, scripts and calendars fill in; of counted words the part before the last `_`.
_WORDS: Final = {
    "coach": "no_deadline_agree achieved_over site_name calendar_meeting calendar_review "
    "calendar_action calendar_awaited "
    "calendar_review_full week_first send_title send_here_title send_no_key send_no_crypto "
    "agreement_return agreement_will send_closed send_attach reply_lead reply_else sent_next "
    "send_signed send_unsigned "
    "contact_reach reply_how_locked reply_how_mail reply_how_hand from_coach reviews_first "
    "reviews_later follow_up_later sessions_place_later preparation_lead preparation_written "
    "sessions_check_ins_note",
    "amount share confidence": "follow_up_counted",
    "coach day": "week_before week_over reply_received agree_sent",
    "coach n": "preparation_with week_later",
    "coach n all": "week_of",
    "coach number": "calendar_meeting_full",
    "goals low high": "found_furthest",
    "goals low high lowest": "found_apart",
    "low high": "found_between feedback_range",
    "high": "found_each",
    "day": "found_held as_of due done_on by calendar_add_day new_since reworded sent_title "
    "metric_still reply_was_sent "
    "write_sent write_row_sent reply_review signed_on ratings_first ratings_same ratings_sole_up "
    "ratings_sole_down reviews_next sessions_next_is sessions_first_is "
    "dropped_on on_hold_since ended_on repeat_until session_cancelled_on "
    "session_moved lock_older "
    "goal_reached goal_on_hold goal_given_up achieved_held now_agreed "
    "now_prepare now_review "
    "agreement_term_day goal_by goal_progress metric_on metric_none_since metric_is_missed "
    "write_yours_sent write_row_day "
    "agreement_signed feedback_compared feedback_since_same "
    "starters_ratings_next",
    "day by": "session_cancelled_by session_moved_by",
    "day n up down": "feedback_since_both",
    "day n up": "feedback_since_up",
    "day n down": "feedback_since_down",
    "day n": "metric_readings",
    "day number": "due_session agreement_open_both agreement_open_purpose",
    "day n all": "ratings_up ratings_down",
    "day score": "rating_on",
    "done all": "answered kept_own kept_awaited rhythm_first_open",
    "done n": "kept repeat_done_week repeat_done_month repeat_done_time",
    "day what": "join_on",
    "day name": "agree_done",
    "executive coach": "pdf_between pdf_you",
    "device": "send_digits",
    "fingerprint": "fingerprint pdf_fingerprint",
    "first last": "month_from_to",
    "group": "feedback_hidden pdf_preparation",
    "by": "feedback_is_higher feedback_is_lower",
    "by groups statement": "feedback_widest_higher feedback_widest_lower",
    "groups n": "feedback_higher feedback_lower",
    "groups n higher lower": "feedback_says",
    "kept n": "promises_some rhythm_says",
    "label what": "write_of",
    "months n": "sessions_to_agree",
    "month": "actions_until month_since month_planned",
    "n how": "goals_all goals_part",
    "n others": "sessions_gone",
    "n parts": "goals_some",
    "n section": "theme_pages_of",
    "n all section": "theme_page_of",
    "n": "achieved_left achieved_of agreement_kept_for agreement_points agreement_sections "
    "achieved_earlier all_actions awaited_late days_ago days_late in_days in_weeks minutes "
    "minutes_in_all months more_wanted party_twice promises_all "
    "promises_late promises_missed_all promises_none promises_today rhythm_all rhythm_none "
    "feedback_note feedback_comments feedback_statements feedback_widest "
    "metric_more review_measures ratings_fell "
    "prompts_answers reply_picked rhythm_held sessions_earlier sessions_after check_ins_earlier "
    "learning_earlier answers "
    "rhythm_planned search_found starters_ratings_note "
    "sessions_held timeline_late unit_day unit_week unit_month unit_rating weeks_ago write_open "
    "write_open_count write_open_of "
    "write_drafts write_waiting repeat_week repeat_month promises_missed session_notice "
    "preparation_open preparation_left changes_own changes_coach changes_others changes_moved "
    "changes_missed changes_unsaid "
    "missing_prompts missing_goal_reasons missing_goal_outcomes missing_goal_plans "
    "missing_goal_measures missing_goal_moves missing_actions_done missing_actions_dated "
    "missing_reviews changes_unconfirmed rhythm_unconfirmed rhythm_cancelled "
    "rhythm_missed rhythm_open reviews_so_far",
    "n minutes": "write_time",
    "n older unknown": "reply_loaded",
    "name": "news_session news_session_agreed news_session_cancelled news_session_moved news_goal "
    "news_goal_reached news_goal_on_hold news_goal_given_up welcome send_saved path_next",
    "name number": "serves",
    "now target": "metric_now_target",
    "name then now": "ratings_most_each ratings_sole_fallen",
    "names": "agreement_waits",
    "number all name": "path_here",
    "range": "rhythm_agreed",
    "number": "agreement_rule session now_prepare_link pdf_value",
    "metric value day": "achieved_single",
    "of question": "pdf_field",
    "owner what": "calendar_awaited_full",
    "question number": "pdf_field_number",
    "signed now": "changed_note",
    "since until": "earlier_between",
    "share": "metric_share",
    "share start target": "metric_way_up metric_way_down",
    "start": "agreement_term_open metric_up metric_down",
    "start end": "agreement_term",
    "start target": "metric_away_up metric_away_down metric_reached metric_past",
    "scale": "home_your_rating",
    "smallest": "feedback_later",
    "statement": "feedback_statement",
    "target": "metric_target metric_target_only metric_no_start metric_at_start metric_unchanged",
    "title": "found_goal",
    "time": "due_before due_today_before",
    "until": "earlier_until",
    "version": "agreement_version",
}
# Those of the coach's own page, and of the drafts of mails on it.
_DESK_WORDS: Final = {
    "day": "desk_last desk_to_review desk_to_review_past desk_to_unconfirmed desk_week_before "
    "desk_week_over mail_agreed_subject mail_on mail_review_subject mail_review_text mail_today "
    "mail_tomorrow",
    "day time": "desk_when mail_at",
    "first": "desk_hours_from",
    "first last": "desk_hours_from_to",
    "hours": "desk_held",
    "last": "desk_hours_to",
    "n": "desk_client_replies desk_hours_count desk_hours_lacking desk_hours_usual desk_mails "
    "desk_more desk_needs desk_replies desk_sessions desk_to_awaited desk_to_due desk_to_late "
    "desk_to_metrics desk_to_problems desk_week_number mail_late_text mail_more",
    "n all": "desk_step",
    "name": "mail_hello",
    "names": "desk_to_agreement_unsigned",
    "place": "mail_session_place",
    "subject": "desk_mail",
    "when": "desk_next desk_to_session mail_agreed_next mail_session_subject mail_session_text",
}
# Those of the form of a rater.
_RATER_WORDS: Final = {
    "coach": "rater_reads rater_reads_person rater_sealed rater_send rater_send_how",
    "day n": "rater_lead",
    "email": "rater_mail",
    "executive": "rater_person rater_title rater_voice",
    "executive group n": "rater_group",
    "high low": "rater_number",
}
# Those of the report for a sponsor, and of the page about it.
_REPORT_WORDS: Final = {
    "coach": "sponsor_choose_when",
    "coach sponsor": "sponsor_lead",
    "coach start": "report_coaching_open",
    "coach start end": "report_coaching",
    "day": "report_now_on",
    "executive": "report_goals_note",
    "executive coach": "report_note",
    "least most": "report_month_between",
    "n": "report_agreed report_month_agreed",
    "number": "report_month report_month_now",
    "number all": "report_step",
    "sponsor": "report_for sponsor_heading sponsor_no_goals",
}
# Those of what is handed over at the end.
_HAND_OVER_WORDS: Final = {"coach day": "handover_lead"}
GAPS: Final[Mapping[str, tuple[str, ...]]] = {
    word: tuple(gaps.split())
    for table in (_WORDS, _DESK_WORDS, _RATER_WORDS, _REPORT_WORDS, _HAND_OVER_WORDS)
    for gaps, words in table.items()
    for word in words.split()
}
"""The names that may be in braces in each word that comes with the program and has gaps."""


def is_known(key: str) -> bool:
    """Return whether the gaps of a word are known, and so were checked as it was read."""
    return any(name in GAPS for name in _names(key))


def gaps_in(text: str) -> list[str]:
    """Return what is in each pair of braces; raise `ValueError` where one brace is missing."""
    return [
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    ]


def misplaced_gap(key: str, text: str, pattern: Mapping[str, str]) -> str | None:
    """Return what is wrong with the gaps of a word, None if nothing is.

    `pattern` are the words of another language, which know gaps of words that a coach added.
    """
    if (allowed := _allowed(key, pattern)) is None:
        return None
    may = ", ".join(f"{{{name}}}" for name in allowed)
    try:
        wrong = next((gap for gap in gaps_in(text) if gap not in allowed), None)
    except ValueError:
        return f"{quoted(text)} may have these gaps alone: {may}"
    if wrong is None:
        return None
    near = nearest(wrong, allowed) or (allowed[0] if len(allowed) == 1 else None)
    hint = f"did you mean `{{{near}}}`?" if near else f"there may be {may}"
    return f"there is no gap {quoted(f'{{{wrong}}}')} in this word: {hint}"


def _allowed(key: str, pattern: Mapping[str, str]) -> Sequence[str] | None:
    names = _names(key)
    if found := next((GAPS[name] for name in names if name in GAPS), None):
        return found
    usual = pattern.get(key, pattern.get(f"{names[-1]}_other", ""))
    try:
        return gaps_in(usual) or None
    except ValueError:
        return None


def _names(key: str) -> tuple[str, ...]:
    stem, _, form = key.rpartition("_")
    return (key, stem) if form in PLURAL_FORMS else (key,)
