// People who say anything: those of the pack, with some of their answers changed by chance.
import { person, questions } from './people.mjs';

const PEOPLE = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09', 'P10', 'P11', 'P12'];
/** What stays as it is: without these there is no paper. */
const KEPT = ['mode', 'private_now', 'store_ok', 'danger_now', 'host_country', 'host_city', 'nationality', 'age_band'];
/** How many answers are others. */
const CHANGED = 8;
const PARTS = ['about', 'family', 'stay', 'needs', 'return'];

/** The answers of somebody who wants a paper. */
export async function anybody(random) {
  const of = (list) => list[Math.floor(random() * list.length)];
  const { answers } = person(of(PEOPLE));
  const others = (await questions()).filter((q) => q.part && !KEPT.includes(q.id) && Array.isArray(q.options) && q.kind === 'one');
  for (let changed = 0; changed < CHANGED; changed += 1) {
    const question = of(others);
    answers[question.id] = of(question.options);
  }
  const more = ['safety', 'health'].filter(() => random() < 0.5);
  return { ...answers, want_paper: 'yes', share_to: [], share_parts: [...PARTS, ...more] };
}
