/** A text as it was written, drawn. */

import { type Inline, readMarkup } from './domain.ts'

/** `level` is that of its headings: one below the title above it. */
export function Markup({ text, level = 2 }: { readonly text: string; readonly level?: 2 | 3 }) {
  const Heading = `h${level}` as const
  return (
    <div class="reading stack prose">
      {readMarkup(text).map((block, index) => {
        // The blocks of a text have no name but their place.
        const key = index
        if (block.kind === 'heading') return <Heading key={key}>{block.text}</Heading>
        if (block.kind === 'paragraph')
          return (
            <p key={key}>
              {block.lines.map((line, row) => (
                <>
                  {row > 0 && <br />}
                  <Line parts={line} />
                </>
              ))}
            </p>
          )
        const List = block.isNumbered ? 'ol' : 'ul'
        return (
          <List key={key}>
            {block.entries.map((entry) => (
              <li key={JSON.stringify(entry)}>
                <Line parts={entry} />
              </li>
            ))}
          </List>
        )
      })}
    </div>
  )
}

const Line = ({ parts }: { readonly parts: readonly Inline[] }) =>
  parts.map((part) => {
    if (part.kind === 'bold') return <strong key={part.text}>{part.text}</strong>
    if (part.kind === 'link')
      return (
        <a key={part.href + part.text} href={part.href}>
          {part.text}
        </a>
      )
    return part.text
  })
