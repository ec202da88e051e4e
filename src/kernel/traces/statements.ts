/** What a statement is called in a trace: its text without any value. */

const textMax = 400

/** Values written into the text instead of beside it are taken out, as are comments. */
export const withoutValues = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '?')
    .replace(/e?'(?:[^'\\]|''|\\.)*'/gi, '?')
    .replace(/(?<![\w$."])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?\b/gi, '?')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, textMax)

/** `select`, `insert`, `call`: the first word. */
export const operationOf = (text: string): string =>
  /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? 'statement'
