//! The copy that the tests type: a story of the Calder Star, plainly fictional.

/// Above the body.
pub const HEADLINE: &str = "Ferry returns to Calder after a winter on the slip";
pub const STANDFIRST: &str =
    "The last car ferry on the estuary sailed again on Monday, four months late and two engines lighter";

/// The first part, typed with Markdown as it goes: a line break is the Enter key, two of
/// them leave a list or a quote.
pub const OPENING: &str = "The last car ferry on the Calder estuary sailed again on Monday morning, four months after a cracked shaft put her on the slip at Orchard Bank and left nine villages with a forty mile drive to school, to work and to the nearest hospital.
The *Hester Dunmow* left the north quay at ten past six with eleven cars, two bread vans and a hearse. Her skipper, Konrad Beale, sounded the horn for so long that people came out of the bakery to see **what had gone wrong**. Nothing had.
## Four months on the slip
The crack was found in July by an engineer who had come about something else. He put his torch on the shaft, switched it off, and asked for the boat to be tied up at once. The county, which owns her, had no spare part, no second boat and no money set aside for either.
- A bus was laid on, at two hours each way.
A water taxi ran for nine days, until the wind got up.
A helicopter was asked for, and politely refused.

> We were told it would be a fortnight. Then we were told not to ask. In the end my daughter learned to row.

So said Leonie Varga, who keeps the shop at Marsh End and whose takings fell by half. She has kept every letter that the county sent her, in order, in a biscuit tin, and she brought the tin with her on the first crossing.
";

/// The paragraph in which the program is killed.
pub const INTERRUPTED: &str = "The county says that the repair cost eighty one thousand crowns, of which the insurers will pay a little more than half. The rest comes out of the money for roads, which means that the hill at Saltby will not be mended before next winter. Nobody on the boat this morning seemed to mind very much about the hill at Saltby.";

/// What follows it.
pub const CLOSING: &str = "
## What comes next
A second boat has been promised since the year the bridge fell down. The council meets on Thursday to hear that the yard at Calder Foot could build one in eighteen months, with electric motors and room for twenty cars, if somebody would only sign the order. Three members have said that they will. Four have said that they would like to see the figures again, and one has said that he gets seasick.
The harbour master, Tomas Ashgrove, has run the crossing for thirty one years and does not expect to see the new boat. He spent the winter painting the waiting room, which nobody was waiting in, a pale and hopeful green. On Monday he stood at the end of the quay with a clipboard and counted every car aboard, out loud, as he always had.
1. Ten past six, then every forty minutes.
The last boat from the south bank leaves at nine.

The crossing takes eleven minutes when the tide is kind and nineteen when it is not. It has been made, by one boat or another, since at least the year of the great flood, when the monks of Saltby charged a penny a head and twopence for a pig. The pig fare was never repealed.
Fares stay as they were in July, and season tickets that could not be used will be good until the end of March. Children who row themselves across, the county was at pains to add, still go free, so long as they wear a lifejacket and keep well clear of the propellers.
By noon the queue at the north quay was forty cars long, as it is on any Monday, and people had begun to complain about it. Mr Beale said that it was the finest sound he had heard all year.";

/// The words of typed text, without the signs of its Markdown.
pub fn words(typed: &str) -> Vec<String> {
    let bare = |line: &str| {
        let line = line.trim_start_matches(['#', '-', '>', ' ']);
        let line = line.strip_prefix("1. ").or(line.strip_prefix("2. ")).unwrap_or(line);
        line.replace(['*', '_'], "")
    };
    typed
        .lines()
        .map(bare)
        .flat_map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}
