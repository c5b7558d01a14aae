/** Paragraphs of a town's news that quote nobody, accuse nobody and give no date; 46 to 52 words each. */
const BACKGROUND: readonly string[] = [
  'The ferry carries cars and walkers between the two banks of the river, and it has done so since the old bridge was closed to traffic. It leaves from the stone quay below the market, where a wooden hut serves as the ticket office and a bell calls the passengers to the boat.',
  'The crossing takes twelve minutes with the tide and nearly twenty against it. Two boats share the work, one of them built in the yard at the mouth of the river, the other bought from a town further up the coast. Both have room for nine cars and eighty people on deck.',
  'The town has two schools, a library with a reading room that looks over the water, and a market hall where fish and vegetables are sold under an iron roof. The hall stands on the site of a brewery, whose tall chimney was kept and is now home to a pair of storks.',
  'A narrow road leads from the quay up to the church, past a row of brick houses with painted doors and small front gardens. At the top there is a square with four lime trees, a fountain, and a stone bench that was carved by a mason from the valley.',
  'The harbor has room for sixty boats, most of them small. A crane at the end of the mole lifts the catch out of the larger ones, and a path beside it leads to the lighthouse, which is painted white and red and can be climbed by a spiral stair inside.',
  'South of the town the river widens into a bay with mud flats, where birds gather in great numbers. A wooden walkway crosses the marsh, and boards along the way show the plants and the animals that live there. At its end stands a hide with a bench and a roof of reeds.',
];

/** A story in lines: a headline, these paragraphs, and background behind them until it is `words` words long or longer. */
export function story(paragraphs: readonly string[], words: number): string {
  const lines = ['# The ferry on the river', ...paragraphs];
  for (let i = 0; count(lines) < words; i++) lines.push(BACKGROUND[i % BACKGROUND.length] ?? '');
  return lines.join('\n');
}

function count(lines: readonly string[]): number {
  return lines.slice(1).join(' ').split(/\s+/u).filter(Boolean).length;
}
