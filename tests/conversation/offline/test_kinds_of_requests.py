"""What a message asks for, whatever verb it asks with: to book, to move, to cancel, to be shown, or none of these."""

import pytest

from tests.conversation.offline.talk import hear

LISTS = [
    "what's happening on saturday",
    "do i have plans tonight",
    "tell me my schedule",
    "what is my day like",
    "any events today?",
    "let me see my calendar",
    "open my calendar",
    "how busy am i on thursday",
    "check whether i have a dentist appointment",
    "do i have to be anywhere tomorrow",
    "what's my next appointment",
    "when do i see doctor khan",
    "what have i got on tuesday",
    "anything on for tomorrow?",
    "pull up next week's schedule",
    "who am i meeting with at 3",
    "what are my plans for the weekend",
    "list all events in june",
    "how many meetings do i have today",
    "when is the board meeting",
    "is there anything i need to do today",
    "give me my agenda",
    "read me my appointments",
    "what time is my interview",
    "where is my 2 pm",
    "could you look up my appointments for next month",
    "do i still have that call with maria",
    "what's going on this friday",
    "am i free on sunday",
    "tell me about my upcoming meetings",
    "how does my week look",
    "when was my last appointment",
    "do i have meetings between 2 and 5",
    "is my afternoon free",
    "i want to see my reservations",
    "what did i have planned for monday",
]
CANCELS = [
    "clear my schedule tomorrow",
    "wipe my calendar for friday",
    "i want to delete all events for march",
    "please eliminate the 4 pm meeting",
    "discard my appointment with dr lee",
    "cross the lunch off my calendar",
    "nix my meeting on monday",
    "i won't be able to attend the meeting tomorrow",
    "i no longer want my appointment",
    "scratch the meeting with jon",
    "don't need the appointment on tuesday anymore",
    "take friday's call off the schedule",
    "i'm not going to the workshop, please remove it",
    "drop my 2pm",
    "please get the 3 pm call off my calendar",
    "trash tomorrow's meeting",
    "can you undo my booking",
    "call off the meeting at noon",
    "withdraw my reservation",
    "i have to back out of the call on thursday",
    "kill the meeting on friday",
    "abort my appointment",
    "remove that from my calendar",
    "make sure the appointment for monday is cancelled",
    "i need my reservation cancelled",
    "cancel my spot in the workshop",
]
BOOKS = [
    "mark my calendar for a meeting on friday at 2",
    "block an hour for planning tomorrow morning",
    "put lunch with carla on my calendar for noon",
    "enter a meeting with sam on march 3rd",
    "fix a meeting for 10 am tomorrow",
    "insert a call at 5 pm",
    "i need an appointment with dr lee on monday",
    "squeeze me in tomorrow",
    "create a new event called review on friday",
    "could you pencil in a meeting with kate at 1",
    "hook me up with a time on thursday",
    "get me on bailey's calendar",
    "i'd like an appointment",
    "arrange a time to talk with bailey",
    "is it possible to get an appointment this week",
    "plan a meeting with the team next wednesday",
    "save thursday at 3 for a call with ben",
    "write down a meeting with jo on the 5th at 9",
    "i would like to come in on tuesday",
    "put me down for 3:30",
    "i want the 2 pm slot tomorrow",
    "reserve a room for 10 people at 4",
    "schedule it for thursday",
    "please note a meeting on monday at 8",
    "let us meet on friday at 10",
    "can we talk tomorrow",
    "when could i come by",
    "what's the earliest appointment",
    "do you have an opening this afternoon",
    "next available please",
    "would tomorrow at 4 work for you",
    "need 15 minutes of bailey's time",
    "time for a call on friday?",
    "have you got time on monday",
    "i'm available friday after 2",
    "free up 30 minutes on wednesday for us",
]
MOVES = [
    "move my appointment up an hour",
    "could you bump my meeting to 4",
    "shift the call to next monday",
    "i need a different time for my appointment",
    "delay my 9am by half an hour",
    "can we reschedule for next week",
    "rearrange my meeting with joe to friday",
    "change the date of my appointment to the 5th",
    "push the meeting out to thursday",
    "i need to change my appointment from monday to tuesday",
    "please switch my 2pm to 3pm",
    "my meeting on friday should be on thursday",
    "update my meeting with sam to 5 pm",
    "transfer my appointment to next week",
    "make my appointment later",
    "put my appointment off until next month",
    "adjust my booking to 11",
    "move tomorrow's meeting with kim to the afternoon",
    "i'd like to rebook my call for monday",
]
NONE_OF_OURS = [
    "what's the capital of france",
    "play jazz",
    "turn off the lights",
    "order a pizza",
    "how do i tie a tie",
    "what's 5 times 7",
    "find me a restaurant nearby",
    "call my mom",
    "send an email to john",
    "text bob that i'm late",
    "how far is the moon",
    "set a timer for 10 minutes",
    "translate hello to french",
    "how is the traffic",
    "who is the president",
    "book me a flight to paris",
    "reserve a table for two at luigi's",
    "get me an uber",
    "i love you",
    "you are stupid",
    "what is your favorite color",
    "tell me about yourself",
    "what's my bank balance",
    "pay my bill",
    "buy milk",
    "add milk to my shopping list",
    "how's the stock market",
    "what is the meaning of life",
    "do you like dogs",
    "i'm bored",
    "where am i",
    "what day is today",
    "what's the date tomorrow",
    "when does the store close",
    "is it going to rain friday",
    "when is thanksgiving",
    "how old are you",
    "spell necessary",
    "are you human",
    "can you sing",
    "how many days until christmas",
    "what's the score of the game",
    "how do i get to the airport",
    "read my messages",
    "increase the volume",
    "remember that i parked on level 2",
    "what movies are playing tomorrow",
    "is the bank open on sunday",
    "what time does the sun set",
]


@pytest.mark.parametrize("text", LISTS)
def test_own_bookings_are_listed(text: str) -> None:
    assert [name for name, _ in hear(text)] == ["list_bookings"]


@pytest.mark.parametrize("text", CANCELS)
def test_a_booking_is_cancelled(text: str) -> None:
    assert [name for name, _ in hear(text)] == ["cancel_booking"]


@pytest.mark.parametrize("text", MOVES)
def test_a_booking_is_moved(text: str) -> None:
    assert [name for name, _ in hear(text)] == ["reschedule_booking"]


@pytest.mark.parametrize("text", BOOKS)
def test_a_booking_is_planned(text: str) -> None:
    assert [name for name, _ in hear(text)] == ["plan_booking"]


@pytest.mark.parametrize("text", NONE_OF_OURS)
def test_what_is_none_of_our_business_makes_no_call(text: str) -> None:
    assert hear(text) == []
