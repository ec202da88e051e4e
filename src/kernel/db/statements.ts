/** Many statements in one text, taken apart: the head of a cluster hands each on to other servers, and takes one at a time. */

/** What a semicolon may stand in without ending a statement: comments, texts, bodies, quoted names. */
const wholes = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$([a-z_]*)\$[\s\S]*?\$\1\$|"[^"]*"|;/gi

/** The statements of a text, in their order, without comments outside of bodies and without semicolons. */
export function splitStatements(sql: string): string[] {
  const ends = [...sql.matchAll(wholes)].filter(([found]) => found === ';').map(({ index }) => index)
  const starts = [0, ...ends.map((end) => end + 1)]
  return starts
    .map((start, at) =>
      sql
        .slice(start, ends[at] ?? sql.length)
        .replaceAll(wholes, withoutComment)
        .trim(),
    )
    .filter(Boolean)
}

const withoutComment = (found: string) => (/^(--|\/\*)/.test(found) ? '' : found)
