// Narrow, count and sort hits by the table that pipeline/facets.py writes. Items are told by their row in it, choices by
// the address: a facet's identifier and the identifiers of the values chosen, of which an item needs one.

/** The ways to sort; the first is the order of finding and needs no word in the address. */
export const SORTS = { relevance: "最相关的在前", name: "按名称（拼音顺序）", department: "按部门", risk: "按廉政风险（高的在前）" };

const loaded = new Map();

/** Load the table once; after a failure the next call tries again. */
export function loadTable(address) {
  if (!loaded.has(address)) {
    const table = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }).then(unpacked);
    table.catch(() => loaded.delete(address));
    loaded.set(address, table);
  }
  return loaded.get(address);
}

/** Return the table with the rows by their identifiers, and the values of each facet by theirs. */
function unpacked({ ids, facets }) {
  const rows = ids ? ids.split(" ") : [];
  return {
    rows: new Map(rows.map((id, row) => [id, row])),
    facets: facets.map((facet) => ({
      ...facet,
      values: facet.values.map(([id, title], place) => ({ id, title, place })),
    })),
  };
}

/** Read choices and order out of an address; what the table does not know is passed over. */
export function readState(table, address) {
  const asked = new URLSearchParams(address);
  const chosen = table.facets.map(({ id, values }) => {
    const wanted = new Set(asked.getAll(id));
    return [id, new Set(values.map((value) => value.id).filter((value) => wanted.has(value)))];
  });
  const sort = asked.get("sort");
  return { chosen: new Map(chosen), sort: Object.keys(SORTS).includes(sort) ? sort : "relevance" };
}

/** Write a query, choices and order as the address of the results. */
export function writeState(query, { chosen, sort }) {
  const asked = new URLSearchParams(query ? { q: query } : {});
  for (const [facet, values] of chosen) for (const value of values) asked.append(facet, value);
  if (sort !== "relevance") asked.append("sort", sort);
  return `${asked}`;
}

/** Return the rows that have a value chosen of every facet in which any is; `passed` is a facet to pass over. */
export function fitting({ facets }, rows, chosen, passed) {
  const tests = facets.filter(({ id }) => id !== passed && chosen.get(id).size).map(({ id, values, sets, rows: filed }) => {
    const fits = sets.map((set) => set.some((place) => chosen.get(id).has(values[place].id)));
    return (row) => fits[filed[row]];
  });
  return rows.filter((row) => tests.every((test) => test(row)));
}

/** Return how many rows each value of a facet would leave, under what is chosen of the other facets. */
export function counted(table, rows, chosen, { id, values, sets, rows: filed }) {
  const times = new Array(sets.length).fill(0);
  for (const row of fitting(table, rows, chosen, id)) times[filed[row]] += 1;
  const counts = new Array(values.length).fill(0);
  sets.forEach((set, number) => { for (const place of set) counts[place] += times[number]; });
  return counts;
}

/** Return hits in an order; what is no item comes last, as it came. */
export function sorted({ facets, rows }, hits, order) {
  if (order === "relevance") return hits;
  const facet = facets.find(({ id }) => id === order);
  const place = (row) => (facet ? facet.sets[facet.rows[row]][0] : 0); // rows stand in the order of names
  const placed = hits.map((hit) => ({ hit, row: rows.get(hit.id) ?? Infinity }));
  const far = ({ row }) => (row === Infinity ? Infinity : place(row));
  const before = (one, other) => (one === other ? 0 : one - other); // two infinities have no difference
  placed.sort((one, other) => before(far(one), far(other)) || before(one.row, other.row));
  return placed.map(({ hit }) => hit);
}
