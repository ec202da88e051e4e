/** What a definition says of limits, fees and papers, in words; of a draft, with what can be done to each entry. */

import type { Words } from '#kernel/forms.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import type { CalendarDate } from '#kernel/types.ts'
import { Button, LinkButton } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { catalogueLinks } from '../../api.ts'
import { inWords } from '../../conditions/domain.ts'
import { standsOn } from '../../domain.ts'
import { limitInWords } from '../../procedure/domain.ts'
import { feeInWords, limitCaseInWords, paperInWords, stepInWords } from '../../versions/difference/domain.ts'
import type { Draft, Unnumbered } from '../../versions/domain.ts'
import { type ListName, type PartName, partLists, partNames } from '../domain.ts'
import type { RoleNames } from '../drawing/domain.ts'
import { questionsOf } from '../questions/domain.ts'
import { texts } from '../texts.ts'

type Line = { readonly index: number; readonly name: string; readonly words: string; readonly isOff: boolean }

/** Entries of one list as a person reads them. */
function useLines(
  definition: Unnumbered,
  list: ListName,
  today: CalendarDate,
  names: RoleNames | undefined,
): readonly Line[] {
  const { language } = usePage()
  const t = useTexts(texts)
  const { form } = definition
  switch (list) {
    case 'limits':
      return definition.limits.map((limit, index) => ({
        index,
        name: limitCaseInWords(limit, form, language),
        words: limitInWords(limit.limit, language),
        isOff: !standsOn(limit, today),
      }))
    case 'fees':
      return definition.fees.map((fee, index) => ({
        index,
        name: fee.label[language],
        words: feeInWords(fee, form, language),
        isOff: !standsOn(fee, today),
      }))
    case 'steps':
      return definition.steps.map((step, index) => ({
        index,
        name: step.name[language],
        words: stepInWords(step, form, language, names).slice(step.name[language].length + 2),
        isOff: false,
      }))
    case 'questions':
      return questionsOf(form).map(({ label, page, required, when }, index) => ({
        index,
        name: (label as Words)[language],
        words: [
          t.questionLine(
            form.pages.find(({ key }) => key === page)?.title[language] ?? '',
            typeof required === 'string'
              ? t.mustAnswerWhen(inWords(required, form, language))
              : required === false
                ? t.mayAnswer
                : t.mustAnswer,
          ),
          ...(typeof when === 'string' ? [t.askedWhen(inWords(when, form, language))] : []),
        ].join(' '),
        isOff: false,
      }))
    default:
      return definition.papers.map((paper, index) => ({
        index,
        name: paper.name[language],
        words: paperInWords(paper, form, language),
        isOff: false,
      }))
  }
}

/** Of a version: the rules beside the steps, which are drawn. */
export function Rules({
  definition,
  today,
}: {
  readonly definition: Unnumbered
  readonly today: CalendarDate
}) {
  return partNames
    .filter((part) => part !== 'buoc')
    .map((part) => <RuleList key={part} part={part} definition={definition} today={today} />)
}

/** Of a draft: everything, each with its acts. */
export function EditableRules({
  draft,
  today,
  roleNames,
}: {
  readonly draft: Draft
  readonly today: CalendarDate
  readonly roleNames: RoleNames
}) {
  return partNames.map((part) => (
    <RuleList
      key={part}
      part={part}
      definition={draft.definition}
      today={today}
      draft={draft}
      roleNames={roleNames}
    />
  ))
}

type RuleListProps = {
  readonly part: PartName
  readonly definition: Unnumbered
  readonly today: CalendarDate
  readonly draft?: Draft | undefined
  readonly roleNames?: RoleNames | undefined
}

function RuleList({ part, definition, today, draft, roleNames }: RuleListProps) {
  const t = useTexts(texts)
  const list = partLists[part]
  const lines = useLines(definition, list, today, roleNames)
  const mayEdit = draft?.state === 'open'
  return (
    <Section title={t[`list.${list}`]} id={part}>
      {list === 'limits' && lines.length > 1 && <p class="hint">{t.limitsOrder}</p>}
      {list === 'questions' && mayEdit && <p class="hint">{t.questionsOrder}</p>}
      <Table
        caption={t.tableOf(t[`list.${list}`])}
        isCaptionHidden
        rows={lines}
        rowKey={({ index }) => index}
        empty={t[`empty.${list}`]}
        columns={[
          { key: 'name', label: t['input.name'], isRowHead: true, cell: ({ name }) => name },
          {
            key: 'words',
            label: t.content,
            cell: ({ words, isOff }) => <span class={isOff ? 'hint' : undefined}>{words}</span>,
          },
          ...(draft && mayEdit
            ? [
                {
                  key: 'acts',
                  label: t.edit,
                  cell: (line: Line) => <Acts draft={draft} part={part} line={line} count={lines.length} />,
                },
              ]
            : []),
        ]}
      />
      {draft && mayEdit && (
        <p>
          <LinkButton href={catalogueLinks.entry(draft.id, part, 'moi')} kind="secondary" icon="add">
            {t[`new.${list}`]}
          </LinkButton>
        </p>
      )}
    </Section>
  )
}

type ActsProps = {
  readonly draft: Draft
  readonly part: PartName
  readonly line: Line
  readonly count: number
}

/** Each act is a form of its own, so that it is saved at once and works without a script. */
function Acts({ draft, part, line, count }: ActsProps) {
  const t = useTexts(texts)
  const { id, revision } = draft
  const { index, name } = line
  const acts = [
    ...(index > 0 ? [['len', t.up] as const] : []),
    ...(index < count - 1 ? [['xuong', t.down] as const] : []),
    ['bo', t.remove] as const,
  ]
  return (
    <PostForm action={catalogueLinks.entry(id, part, index)} hidden={{ revision }} class="act-row">
      <LinkButton href={catalogueLinks.entry(id, part, index)} kind="secondary">
        {t.edit} <span class="visually-hidden">{name}</span>
      </LinkButton>
      {acts.map(([act, label]) => (
        <Button key={act} kind="quiet" name="act" value={act}>
          {label} <span class="visually-hidden">{name}</span>
        </Button>
      ))}
    </PostForm>
  )
}
