/**
 * Cách viết bài: paragraphs, headings, lists, bold words and links, and nothing else. It is read to a tree and drawn by
 * components, so that no text ever becomes HTML by itself. Pure.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly entries: readonly (readonly Inline[])[] }

const bullet = /^[-*•]\s+/
const number = /^\d{1,2}[.)]\s+/
const heading = /^#{1,3}\s+/

/** Blocks are apart by an empty line; a heading and a list also end where another kind of line begins. */
export function readMarkup(text: string): readonly Block[] {
  const blocks: Block[] = []
  for (const part of text.replaceAll('\r\n', '\n').split(/\n\s*\n/)) {
    let lines: string[] = []
    let kind: 'bullet' | 'number' | 'plain' = 'plain'
    const close = () => {
      if (lines.length > 0) blocks.push(blockOf(kind, lines))
      lines = []
    }
    for (const line of part.split('\n').map((one) => one.trim())) {
      if (!line) continue
      if (heading.test(line)) {
        close()
        blocks.push({ kind: 'heading', text: line.replace(heading, '') })
        continue
      }
      const next = bullet.test(line) ? 'bullet' : number.test(line) ? 'number' : 'plain'
      if (next !== kind) close()
      kind = next
      lines.push(line)
    }
    close()
  }
  return blocks
}

function blockOf(kind: 'bullet' | 'number' | 'plain', lines: readonly string[]): Block {
  if (kind === 'plain') return { kind: 'paragraph', lines: lines.map(readInline) }
  const mark = kind === 'bullet' ? bullet : number
  const entries = lines.map((line) => readInline(line.replace(mark, '')))
  return { kind: 'list', isNumbered: kind === 'number', entries }
}

const inline = /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^()\s]+)\)/g

/** A link that leads anywhere but to a page, a phone or a mail stays as it was typed. */
function readInline(line: string): readonly Inline[] {
  const parts: Inline[] = []
  let end = 0
  const plain = (text: string) => {
    if (text) parts.push({ kind: 'text', text })
  }
  for (const match of line.matchAll(inline)) {
    const [whole, bold, text, href] = match
    if (bold === undefined && !isSafe(href ?? '')) continue
    plain(line.slice(end, match.index))
    parts.push(
      bold === undefined
        ? { kind: 'link', text: text ?? '', href: href ?? '' }
        : { kind: 'bold', text: bold },
    )
    end = match.index + whole.length
  }
  plain(line.slice(end))
  return parts
}

const isSafe = (href: string): boolean =>
  /^(https:\/\/[^\s\\]+|tel:[\d+]{3,15}|mailto:[^\s@]+@[^\s@]+|\/(?![/\\])[^\s\\]*)$/i.test(href)

/** The words alone, for feeds and messages. */
export const plainText = (text: string): string =>
  readMarkup(text)
    .map((block) => {
      if (block.kind === 'heading') return block.text
      const rows = block.kind === 'list' ? block.entries : block.lines
      const mark = block.kind === 'list' ? '– ' : ''
      return rows.map((row) => mark + row.map((one) => one.text).join('')).join('\n')
    })
    .join('\n\n')
