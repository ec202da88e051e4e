/** A family on the pages of its head and of its members: each its own state, agency, date and result. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Checkboxes } from '#ui/choices.tsx'
import { SummaryCard } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
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
      {lines.map((line) => (
        <Line
          key={line.member?.code ?? line.stepKey}
          line={line}
          href={line.member && line.member.code !== code ? hrefOf(line.member) : undefined}
          resultHref={line.member?.hasResult ? resultOf?.(line.member) : undefined}
        />
      ))}
    </Section>
  )
}

type LineProps = {
  readonly line: FamilyLine
  readonly href: string | undefined
  readonly resultHref: string | undefined
}

/** One member, or what is still to come. Read on a phone as well as at a desk, so not a row of a table. */
function Line({ line: { name, member }, href, resultHref }: LineProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!member) return <SummaryCard title={name[language]} tag={<span class="hint">{t.notYet}</span>} />
  const { code, state, unitName, dueAt, endedAt } = member
  return (
    <SummaryCard
      title={name[language]}
      tag={<StateTag state={state} />}
      actions={resultHref && <a href={resultHref}>{t.open}</a>}
    >
      <p>
        {href ? <a href={href}>{code}</a> : <span class="dossier-code">{code}</span>}, {unitName}
        {dueAt && !endedAt && (
          <>
            <br />
            {t.due} {formatDateTime(dueAt, language)}
          </>
        )}
      </p>
    </SummaryCard>
  )
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
