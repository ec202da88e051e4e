/** Differences between two versions, as a person reads them. */

import { useTexts } from '#kernel/page.tsx'
import { Table } from '#ui/tables.tsx'
import { type Difference, parts } from './domain.ts'
import { texts } from './texts.ts'

/** One difference in a sentence. */
export function DifferenceLine({ difference }: { readonly difference: Difference }) {
  const t = useTexts(texts)
  const { kind, part, subject, before, after } = difference
  return (
    <>
      {t[`part.${part}`]}: {kind !== 'changed' && `${t[`kind.${kind}`].toLowerCase()} `}
      {subject}
      {before && after ? (
        <>
          {' – '}
          <del>{before}</del> → <ins>{after}</ins>
        </>
      ) : (
        (after ?? before) && ` – ${after ?? before}`
      )}
    </>
  )
}

/** All differences, a table for each part that has any. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const t = useTexts(texts)
  if (differences.length === 0) return <p>{t.same}</p>
  const byPart = Map.groupBy(differences, ({ part }) => part)
  return (
    <>
      {parts.flatMap((part) => {
        const rows = byPart.get(part)
        if (!rows) return []
        return [
          <Table
            key={part}
            caption={t.changed(t[`part.${part}`])}
            rows={rows}
            rowKey={({ kind, subject }) => `${kind} ${subject}`}
            empty={t.same}
            columns={[
              {
                key: 'kind',
                label: t.subject,
                isRowHead: true,
                cell: ({ kind, subject }) => (
                  <>
                    <span class={`tag difference-${kind}`}>{t[`kind.${kind}`]}</span> {subject}
                  </>
                ),
              },
              { key: 'before', label: t.before, cell: ({ before }) => before && <del>{before}</del> },
              { key: 'after', label: t.after, cell: ({ after }) => after && <ins>{after}</ins> },
            ]}
          />,
        ]
      })}
    </>
  )
}
