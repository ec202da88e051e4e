/** One paper to compare: left the page laid flat, right what was read of it, and where its pages belong. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { Checkbox, Select } from '#ui/choices.tsx'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { Disclosure } from '#ui/layout.tsx'
import { walletLinks } from '../../links/domain.ts'
import type { ShownPaper } from '../commands.ts'
import { fieldsOf } from '../fields/domain.ts'
import type { ScanView } from '../pages.tsx'
import { texts } from '../texts.ts'

/** Left the page as it was laid flat, right what was read of it. */
export function Compare({ view, paper }: { readonly view: ScanView; readonly paper: ShownPaper }) {
  const t = useTexts(texts)
  const { scan } = view.shown
  const faults = [...new Set(paper.pages.flatMap((page) => page.faults))]
  return (
    <div class="scan-compare">
      <div class="scan-pages">
        {paper.pages.map((page) => (
          <figure key={page.id}>
            <a href={walletLinks.scanPage(scan.id, page.id)}>
              <img
                src={walletLinks.scanPage(scan.id, page.id)}
                alt={t.pageLabel(page.number)}
                width={page.width}
                height={page.height}
                loading="lazy"
              />
            </a>
            {page.lines.length > 0 && (
              <Disclosure summary={`${t.words}, ${t.pageLabel(page.number).toLowerCase()}`}>
                <p class="lines">{page.lines.map(({ text }) => text).join('\n')}</p>
              </Disclosure>
            )}
          </figure>
        ))}
      </div>
      <div class="stack">
        {faults.length > 0 && (
          <Notice tone="warning" title={t.faults}>
            {faults.map((fault) => (
              <p key={fault}>{t[fault]}</p>
            ))}
          </Notice>
        )}
        {paper.state === 'confirmed' ? <Kept paper={paper} /> : <CompareForm view={view} paper={paper} />}
      </div>
    </div>
  )
}

function Kept({ paper }: { readonly paper: ShownPaper }) {
  const t = useTexts(texts)
  return (
    <Notice tone="success" title={t.confirmed}>
      {paper.entryId && (
        <LinkButton href={walletLinks.proof(paper.entryId)} kind="secondary" icon="shield">
          {t.download}
        </LinkButton>
      )}
    </Notice>
  )
}

const sureFrom = 75

function CompareForm({ view, paper }: { readonly view: ScanView; readonly paper: ShownPaper }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { shown, typed, existing, problem } = view
  const { scan, definition, papers } = shown
  const messages = new Map(problem?.errors?.map(({ field, message }) => [field, message]))
  const numbers = paper.pages.map(({ number }) => number)
  // The eye goes to what was read badly, the hand to the tick where all was read well.
  const doubted = fieldsOf(paper.kind).find(({ key }) => {
    const proposal = paper.proposals.find((one) => one.key === key)
    return !proposal?.value || proposal.confidence < sureFrom
  })
  const isSure = doubted === undefined && paper.paperKey !== null
  const isFirst = papers.find(({ state }) => state === 'proposed')?.id === paper.id
  return (
    <>
      <PostForm action={walletLinks.confirmPaper(scan.id, paper.id)} class="stack">
        <button class="visually-hidden" name="act" value="confirm" tabIndex={-1} aria-hidden="true" />
        <Select
          name="paperKey"
          label={t.which}
          hint={paper.guess ? t.guessed(paper.guess.line) : t.notGuessed}
          error={problem?.code === 'wallet.chooseKind' ? problem.detail : undefined}
          placeholder={t.choose}
          width="full"
          value={typed?.paperKey ?? paper.paperKey ?? undefined}
          choices={definition.papers.map(({ key, name }) => ({ value: key, label: name[language] }))}
        />
        <ButtonGroup>
          <Button kind="quiet" icon="refresh" name="act" value="name">
            {t.readAgain}
          </Button>
        </ButtonGroup>
        {existing && (
          <Notice title={t.existing}>
            <p>{t.existingHint(existing.number ?? '', existing.agencyName, formatDate(existing.keptAt))}</p>
          </Notice>
        )}
        {fieldsOf(paper.kind).map(({ key, is, label }) => {
          const proposal = paper.proposals.find((one) => one.key === key)
          const read = proposal?.value ?? ''
          return (
            <TextInput
              key={key}
              name={`field.${key}`}
              label={label[language]}
              hint={hintOf(t, proposal)}
              error={messages.get(key)}
              value={typed?.fields[key] ?? (is === 'date' && read ? formatDate(calendarDate(read)) : read)}
              inputMode={is === 'identityNumber' ? 'numeric' : undefined}
              width={is === 'date' ? 'medium' : is === 'text' ? 'full' : 'long'}
              autocomplete="off"
              maxLength={300}
              isFocused={key === doubted?.key && paper.paperKey !== null}
              isOptional
            />
          )
        })}
        <Checkbox
          name="compared"
          label={t.compared}
          hint={t.comparedHint}
          error={problem?.code === 'wallet.mustCompare' ? problem.detail : undefined}
          isChecked={typed?.isCompared ?? false}
          isFocused={isSure}
        />
        <Button icon="pen" name="act" value="confirm" altKey="S">
          {existing ? t.useExisting : t.sign}
        </Button>
      </PostForm>
      <Disclosure summary={t.arrange}>
        <PostForm action={walletLinks.arrangePaper(scan.id, paper.id)} class="button-group">
          {!isFirst && (
            <Button kind="secondary" name="act" value="join">
              {t.join}
            </Button>
          )}
          {numbers.slice(1).map((number) => (
            <Button key={number} kind="secondary" name="act" value={`split:${number}`}>
              {t.split(number)}
            </Button>
          ))}
          {paper.pages.map(({ id, number }) => (
            <MovePage key={id} view={view} paper={paper} pageId={id} number={number} />
          ))}
          <Button kind="danger" name="act" value="drop" icon="delete">
            {t.drop}
          </Button>
        </PostForm>
      </Disclosure>
    </>
  )
}

type MovePageProps = {
  readonly view: ScanView
  readonly paper: ShownPaper
  readonly pageId: string
  readonly number: number
}

/** A list of papers beside a press; the list is walked by keys, as every list is. */
function MovePage({ view: { shown }, paper, pageId, number }: MovePageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { papers, definition } = shown
  const nameOf = (key: string | null) =>
    definition.papers.find((one) => one.key === key)?.name[language] ?? t.unknown
  const others = papers.flatMap((one, index) =>
    one.state === 'proposed' && one.id !== paper.id
      ? [{ value: one.id, label: `${t.paper(index + 1)}: ${nameOf(one.paperKey)}` }]
      : [],
  )
  const used = new Set(papers.map(({ paperKey }) => paperKey))
  const fresh = definition.papers.flatMap(({ key, name }) =>
    used.has(key) ? [] : [{ value: key, label: t.asNew(name[language]) }],
  )
  if (others.length + fresh.length === 0) return null
  return (
    <div class="till-search">
      <Select
        name={`to.${pageId}`}
        label={t.moveTo(number)}
        placeholder={null}
        choices={[...others, ...fresh]}
      />
      <Button kind="secondary" name="act" value={`move:${pageId}`}>
        {t.move}
      </Button>
    </div>
  )
}

type Words = (typeof texts)['vi']

function hintOf(t: Words, proposal: ShownPaper['proposals'][number] | undefined): string {
  if (!proposal?.value) return t.notFound
  return proposal.confidence < sureFrom ? t.unsure(proposal.line) : t.readFrom(proposal.line)
}
