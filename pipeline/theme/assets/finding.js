// Find pages through the Pagefind index in a way that finds Chinese: what the index holds as words are the grams of every
// text, each marked with its field (pipeline/search.py says how and why). A page that holds some grams of a phrase, from its
// beginning to its end, in one field is taken to hold the phrase.

const LETTER = /[\p{L}\p{N}\u{20000}-\u{3fffd}]/gu;
const LATIN = /^[0-9a-z]+$/;
const HAN = /[^0-9a-z]+/g;
const FIELDS = { name: "n", code: "k", alias: "s", text: "t" };
const ANYWHERE = Object.values(FIELDS);
const EVERY = "every"; // the word of every page
const GRAM = 3;
const ENOUGH = 4; // grams of a phrase
export const SHOWN = 20; // hits at first
const LONGEST_SYLLABLE = 6; // letters
const AMBIGUOUS = 8; // letters; so many more mean one thing
const READINGS = 20; // ways to part letters into syllables, and no reader means the next

/** Return the letters and digits of a text; pipeline/search.py has the same function and gives the reasons. */
export function levelled(text) {
  return (text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").match(LETTER) ?? []).join("");
}

// --- finding ---------------------------------------------------------------------------------------------------------

/**
 * Find what a query asks for, best hits first, and the `parts` to mark in them. `way` says how they were found: as
 * `written`, also in traditional characters; by pinyin (`spoken`); or only the longest pieces of the query that any page
 * holds (`nearest`).
 */
export async function find({ pagefind, spellings }, query) {
  const index = asking(pagefind);
  let parts = query.split(/\s+|(?<=[a-z])['’](?=[a-z])/i).map(levelled).filter(Boolean); // xi'an has two
  const spoken = await findSpoken(index, parts, spellings);
  if (spoken.length && parts.join("").length > AMBIGUOUS) return { way: "spoken", hits: spoken, parts: [] };
  const written = await findWritten(index, parts);
  if (written.length) {
    const hits = await exactFirst(unique([...written, ...spoken]), parts.join(""));
    return { way: "written", hits, parts };
  }
  if (spoken.length) return { way: "spoken", hits: spoken, parts: [] };
  const { simplified } = await spellings();
  parts = parts.map((part) => Array.from(part, (letter) => simplified.get(letter) ?? letter).join(""));
  const rewritten = await exactFirst(await findWritten(index, parts), parts.join(""));
  return rewritten.length ? { way: "written", hits: rewritten, parts } : findNearest(index, parts);
}

/**
 * Put first what is called exactly so. Of names that hold a phrase the shortest comes first anyway; but a few grams of a
 * long one may all stand in a shorter one. What is looked at is shown next, so that nothing is loaded in vain.
 */
async function exactFirst(hits, name) {
  const first = hits.slice(0, SHOWN);
  const called = await Promise.all(first.map(async (hit) => levelled((await hit.data()).meta.title) === name));
  return unique([...first.filter((_, at) => called[at]), ...hits]);
}

/** Return every page, shorter names first. */
export async function everything({ pagefind }) {
  return asking(pagefind).word(EVERY);
}

/** Find the pages that hold all parts, each as a phrase; first those that are called so, shorter names before longer. */
async function findWritten(index, parts) {
  const { name, code, alias } = FIELDS;
  const whole = [parts.join("")];
  const asked = [[[name], whole], [[code], whole], [[name], parts], [[alias], whole], [[alias], parts], [ANYWHERE, parts]];
  const found = await Promise.all([index.code(whole[0]), ...asked.map((one) => index.phrases(...one))]);
  return unique(found.flat());
}

/**
 * Find the pages whose names or aliases sound as the parts spell it, or whose names have these initials, one after the
 * other; where there are none, those whose last syllable is only begun, or those that have each part somewhere.
 */
async function findSpoken(index, parts, spellings) {
  const letters = parts.join("");
  // Codes and years are not worth the asking.
  if (!LATIN.test(letters) || letters.length < 2 || letters.replace(/\d/g, "").length * 2 <= letters.length) return [];
  const { syllables } = await spellings();
  const known = new Set(syllables);
  const begun = (rest) => syllables.filter((syllable) => syllable.startsWith(rest));
  const said = async (ways) => {
    const hits = [];
    for (const way of ways) {
      hits.push(...(await index.sounds("p", way.map((syllable) => `${syllable}v`))));
      if (hits.length && letters.length > AMBIGUOUS) return hits;
    }
    return unique([...hits, ...(await index.sounds("i", Array.from(letters)))]);
  };
  const hits = await said(readings(parts, known, whole(known)));
  if (hits.length) return hits;
  if (parts.length < 2) return said(readings(parts, known, begun));
  return common(await Promise.all(parts.map((part) => findSpoken(index, [part], spellings))));
}

/** Return the ways to read parts as known syllables; the very last is any that `ending` takes it for. */
function readings(parts, known, ending) {
  // With ü the reader may mean it, or lack it and write v; the index has u.
  const written = parts.map((part) => part.replace(/([ln])v/g, "$1u"));
  const ways = written.map((part, at) => readOn(part, known, at === written.length - 1 ? ending : whole(known)));
  return ways.reduce((begun, further) => begun.flatMap((way) => further.map((on) => [...way, ...on])).slice(0, READINGS));
}

/** Return the ways to end on known syllables. */
function whole(known) {
  return (rest) => (known.has(rest) ? [rest] : []);
}

/** Return the ways to read letters, longer syllables first, and no more of them than anybody means. */
function readOn(letters, known, ending, seen = new Map()) {
  if (!seen.has(letters)) {
    const ways = ending(letters).map((syllable) => [syllable]);
    for (let length = Math.min(letters.length - 1, LONGEST_SYLLABLE); length > 0; length -= 1) {
      const syllable = letters.slice(0, length);
      if (!known.has(syllable)) continue;
      for (const on of readOn(letters.slice(length), known, ending, seen)) ways.push([syllable, ...on]);
    }
    seen.set(letters, ways.slice(0, READINGS));
  }
  return seen.get(letters);
}

/** Find the pages that hold the longest pieces of the parts' Chinese: all of them together, or else the rarest. */
async function findNearest(index, parts) {
  const runs = parts.flatMap((part) => part.match(HAN) ?? []);
  const held = (await Promise.all(runs.map((run) => longestHeld(index, run)))).flat();
  const most = Math.max(...held.map((piece) => piece.length));
  const pieces = [...new Set(held.filter((piece) => piece.length === most))];
  const found = await Promise.all(pieces.map(async (piece) => ({ piece, hits: await findWritten(index, [piece]) })));
  if (!found.length) return { way: "nearest", hits: [], parts };
  const together = common(found.map(({ hits }) => hits));
  if (together.length) return { way: "nearest", hits: together, parts: pieces };
  const rarest = found.reduce((one, other) => (other.hits.length < one.hits.length ? other : one));
  return { way: "nearest", hits: rarest.hits, parts: [rarest.piece] };
}

/** Return the longest stretches of a run that any page holds as a phrase, of two characters at least. */
async function longestHeld(index, run) {
  let held = [];
  let [start, length, most] = [0, 2, 2];
  while (start + length <= run.length) {
    const piece = run.slice(start, start + length);
    if ((await index.phrases(ANYWHERE, [piece])).length) {
      held = length > most ? [piece] : [...held, piece];
      most = length;
      length += 1;
    } else {
      start += 1;
      length = most;
    }
  }
  return held;
}

/** Return what is in all lists, in the order of the rarest. */
function common(lists) {
  const [rarest, ...others] = [...lists].sort((one, other) => one.length - other.length);
  const sets = others.map((hits) => new Set(hits.map((hit) => hit.id)));
  return rarest.filter((hit) => sets.every((ids) => ids.has(hit.id)));
}

/** Return each hit once, at its first place. */
function unique(hits) {
  const seen = new Set();
  return hits.filter((hit) => !seen.has(hit.id) && seen.add(hit.id));
}

// --- asking ----------------------------------------------------------------------------------------------------------

/** Return the ways to ask Pagefind; no word and no phrase is asked for twice. */
function asking(pagefind) {
  // Of words without quotes Pagefind takes what only begins so, or passes over them.
  const word = once(async (wanted) => (await pagefind.search(`"${wanted}"`)).results);
  const all = async (words) => common(await Promise.all(words.map(word)));
  const phrase = once((field, text) => all(cover(text.split("")).map((gram) => `x${spelled(gram.join(""))}${field}`)));

  /** Ask for the page of a code; what has no digit is none. */
  const code = (text) => (/\d/.test(text) ? word(`c${spelled(text)}`) : []);

  /** Ask for the pages that hold each text as a phrase in any of the fields. */
  const phrases = async (fields, texts) => common(await Promise.all(texts.map(async (text) => (
    unique((await Promise.all(fields.map((field) => phrase(field, text)))).flat())
  ))));

  /** Ask for the pages called by these sounds, one after the other. */
  const sounds = (mark, several) => all(cover(several).map((gram) => mark + gram.join("")));
  return { word, code, phrases, sounds };
}

/** Return a function of texts that keeps its answers. */
function once(answer) {
  const known = new Map();
  return (...texts) => {
    const key = texts.join(" ");
    if (!known.has(key)) known.set(key, answer(...texts));
    return known.get(key);
  };
}

/**
 * Return grams that tell a phrase from others: as long as the index has them, and few, for each is a list to load. Hardly
 * two Chinese phrases share a gram, so that some between beginning and end are enough; codes differ at their ends.
 */
function cover(units) {
  const last = units.length - GRAM;
  if (last <= 0) return [units];
  const numbered = units.some((unit) => /\d/.test(unit));
  const count = Math.min(numbered ? last + 1 : Math.floor(last / 2) + 2, ENOUGH);
  return Array.from({ length: count }, (_, at) => {
    const start = numbered ? last - at : Math.round((at * last) / (count - 1));
    return units.slice(start, start + GRAM);
  });
}

/** Spell a text in hexadecimal, unit by unit. */
function spelled(text) {
  return Array.from(text.split(""), (unit) => unit.charCodeAt(0).toString(16).padStart(4, "0")).join("");
}

// --- the index -------------------------------------------------------------------------------------------------------

let engine;

/** Load Pagefind once; after a failure the next call tries again. */
export function load(form) {
  const address = new URL(form.dataset.pagefind, document.baseURI);
  engine ??= import(address.href).then(async (pagefind) => {
    await pagefind.init();
    return { pagefind, spellings: spelling(new URL("spellings.json", address)) };
  });
  engine.catch(() => { engine = undefined; });
  return engine;
}

/** Return a function that tells how else readers may write what the pages say; it loads the table when first called. */
function spelling(address) {
  let table;
  return () => {
    table ??= fetch(address).then((answer) => answer.json()).then(({ traditional, simplified, syllables }) => {
      const counterparts = Array.from(simplified);
      const pairs = Array.from(traditional, (character, at) => [character, counterparts[at]]);
      return { simplified: new Map(pairs), syllables: syllables.split(" ") };
    });
    table.catch(() => { table = undefined; });
    return table;
  };
}
