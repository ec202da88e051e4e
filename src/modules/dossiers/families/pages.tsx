/** A family on the pages of its head and of its members: each its own state, agency, date and result. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Checkboxes } from '#ui/choices.tsx'
import { Section } from '#ui/layout.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { StateTag } from '../tracking/sections/pages.tsx'
import type { Family } from './commands.ts'
import type { FamilyLine, Member } from './domain.ts'
import { texts } from './texts.ts'

type FamilyProps = {
  readonly family: Family | undefined
  /** The dossier whose page this is. */
  readonly code: string
  /** Where the reader may open a dossier of the family; nothing where they may not. */
  readonly hrefOf: (dossier: { readonly code: string; readonly mayOpen: boolean }) => string | undefined
  readonly resultOf?: ((member: Member) => string | undefined) | undefined
}

export function FamilySection({ family, code, hrefOf, resultOf }: FamilyProps) {
  const t = useTexts(texts)
  const columns = useColumns({ hrefOf, resultOf, code })
  if (!family) return null
  const { head, lines } = family
  const headHref = hrefOf(head)
  return (
    <Section id="lien-thong" title={t.family}>
      <p class="hint">{t.lead}</p>
      {head.code !== code && (
        <p>
          {t.head}: <span lang="vi">{head.name}</span>,{' '}
          {headHref ? <a href={headHref}>{head.code}</a> : <span class="dossier-code">{head.code}</span>}
        </p>
      )}
      <Table
        caption={t.family}
        isCaptionHidden
        columns={columns}
        rows={lines}
        rowKey={({ stepKey, member }) => member?.code ?? stepKey}
        isCurrent={({ member }) => member?.code === code}
        empty={t.notYet}
      />
    </Section>
  )
}

function useColumns({
  hrefOf,
  resultOf,
  code,
}: Pick<FamilyProps, 'hrefOf' | 'resultOf' | 'code'>): readonly Column<FamilyLine>[] {
  const t = useTexts(texts)
  const { language } = usePage()
  const name = ({ name: words, member }: FamilyLine) => {
    const href = member && member.code !== code ? hrefOf(member) : undefined
    return (
      <>
        {words[language]}
        {member && (
          <>
            <br />
            {href ? <a href={href}>{member.code}</a> : <span class="hint">{member.code}</span>}
          </>
        )}
      </>
    )
  }
  const due = ({ member }: FamilyLine) =>
    member?.dueAt && !member.endedAt ? formatDateTime(member.dueAt, language) : ''
  const result = ({ member }: FamilyLine) => {
    const href = member?.hasResult ? resultOf?.(member) : undefined
    return href ? <a href={href}>{t.open}</a> : t.none
  }
  return [
    { key: 'procedure', label: t.procedure, isRowHead: true, cell: name },
    {
      key: 'state',
      label: t.state,
      cell: ({ member }) => (member ? <StateTag state={member.state} /> : t.notYet),
    },
    { key: 'unit', label: t.unit, isSecondary: true, cell: ({ member }) => member?.unitName ?? '' },
    { key: 'due', label: t.due, cell: due },
    ...(resultOf ? [{ key: 'result', label: t.result, cell: result }] : []),
  ]
}

type AlsoProps = { readonly members: readonly Pick<Member, 'code' | 'procedureName'>[] }

/** What becomes of the members that are not decided: each is withdrawn with its head, or goes on. */
export function AlsoWithdraw({ members }: AlsoProps) {
  const t = useTexts(texts)
  if (members.length === 0) return null
  return (
    <Checkboxes
      name="members"
      label={t.alsoWithdraw}
      hint={t.alsoHint}
      choices={members.map(({ code, procedureName }) => ({
        value: code,
        label: `${procedureName} (${code})`,
      }))}
      values={members.map(({ code }) => code)}
    />
  )
}
