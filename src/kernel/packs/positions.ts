/** Lines of a JSON text, so that a problem can be reported where a person will look for it. */

export type Positions = {
  /** The line (from 1) of the value at a JSON pointer, or of its nearest ancestor. */
  lineOf(pointer: string): number
  /** Pointers written twice in the same object; JSON.parse silently keeps the last one. */
  readonly repeated: readonly string[]
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g
const escapePointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

type Frame = { pointer: string; array: boolean; index: number; key: string | undefined }

/** Reads the positions of a text that `JSON.parse` accepts. */
export function positionsOf(text: string): Positions {
  const lines = new Map<string, number>([['', 1]])
  const repeated: string[] = []
  const stack: Frame[] = []
  let line = 1
  const place = (): string => {
    const top = stack.at(-1)
    if (!top) return ''
    const pointer = `${top.pointer}/${top.array ? top.index : escapePointer(top.key ?? '')}`
    if (lines.has(pointer)) repeated.push(pointer)
    else lines.set(pointer, line)
    return pointer
  }
  for (const [token] of text.matchAll(tokens)) {
    const top = stack.at(-1)
    if (token === '\n') line += 1
    else if (token === '{' || token === '[')
      stack.push({ pointer: place(), array: token === '[', index: 0, key: undefined })
    else if (token === '}' || token === ']') stack.pop()
    else if (token === ',' && top) {
      top.index += 1
      top.key = undefined
    } else if (token === ':' || token === ',') continue
    else if (top && !top.array && top.key === undefined) top.key = JSON.parse(token) as string
    else place()
  }
  const lineOf = (pointer: string): number =>
    lines.get(pointer) ?? (pointer === '' ? 1 : lineOf(pointer.slice(0, pointer.lastIndexOf('/'))))
  return { lineOf, repeated }
}

/** The line named by a `JSON.parse` error; Node writes it as `(line 3 column 7)`. */
export function lineOfSyntaxError(error: unknown, text: string): number {
  const message = error instanceof Error ? error.message : ''
  const line = /\(line (\d+) column \d+\)/.exec(message)?.[1]
  if (line) return Number(line)
  return text.split('\n').length
}
