/** SQL read just far enough to judge it: words, names and brackets; texts and comments fall away. */

export type Token = { readonly kind: 'word' | 'mark'; readonly text: string }
/** What stands between two brackets, or the whole text. */
export type Level = { readonly items: readonly (Token | Level)[] }

const pattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(?<tag>[a-z_]*)\$(?<inner>[\s\S]*?)\$\k<tag>\$|"(?<quoted>[^"]+)"|(?<word>[a-z_][\w$]*)|\$\d+|[\d.]*\d|::|[^\s]/gi

/** The words and marks of a text. The insides of `$$ … $$` come as their own statements, as bodies of functions do. */
export function tokensOf(sql: string): { readonly tokens: Token[]; readonly bodies: string[] } {
  const tokens: Token[] = []
  const bodies: string[] = []
  for (const { 0: all, groups = {} } of sql.matchAll(pattern)) {
    if (groups.inner !== undefined) bodies.push(groups.inner)
    else if (groups.quoted !== undefined) tokens.push({ kind: 'word', text: groups.quoted })
    else if (groups.word !== undefined) tokens.push({ kind: 'word', text: groups.word.toLowerCase() })
    else if (!/^(--|\/\*)/.test(all)) tokens.push({ kind: 'mark', text: all.startsWith("'") ? "''" : all })
  }
  return { tokens, bodies }
}

/** Statements of a text, those of function bodies too. */
export function statementsOf(sql: string): Level[] {
  const { tokens, bodies } = tokensOf(sql)
  const statements: Level[] = []
  let open: (Token | Level)[][] = [[]]
  const end = () => {
    if (open[0] && open[0].length > 0) statements.push({ items: open[0] })
    open = [[]]
  }
  for (const token of tokens) {
    const { text, kind } = token
    if (kind === 'mark' && text === ';') end()
    else if (text === '(') {
      const items: (Token | Level)[] = []
      open.at(-1)?.push({ items })
      open.push(items)
    } else if (text === ')') {
      if (open.length > 1) open.pop()
    } else open.at(-1)?.push(token)
  }
  end()
  return [...statements, ...bodies.flatMap(statementsOf)]
}

export const isLevel = (item: Token | Level | undefined): item is Level =>
  item !== undefined && 'items' in item
/** The word at a place, or nothing when a bracket or a mark stands there. */
export const wordAt = ({ items }: Level, at: number): string | undefined => {
  const item = items[at]
  return item && !isLevel(item) && item.kind === 'word' ? item.text : undefined
}
export const markAt = ({ items }: Level, at: number): string | undefined => {
  const item = items[at]
  return item && !isLevel(item) && item.kind === 'mark' ? item.text : undefined
}

/** A level and all levels inside it. */
export function levelsOf(level: Level): Level[] {
  return [level, ...level.items.filter(isLevel).flatMap(levelsOf)]
}

/** Whether the words stand in the level side by side. */
export function says(level: Level, ...words: readonly string[]): boolean {
  return level.items.some((_, at) => words.every((word, further) => wordAt(level, at + further) === word))
}

/** A level as text again, short enough for a message. */
export function textOf(level: Level): string {
  const write = ({ items }: Level): string =>
    items.map((item) => (isLevel(item) ? `(${write(item)})` : item.text)).join(' ')
  return write(level).replaceAll(' . ', '.').replace(/ ,/g, ',').slice(0, 300)
}
