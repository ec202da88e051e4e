/** Nhà nước đã biết: what is confirmed instead of asked, and words beside what is asked all the same. */

import type { PageView, RawFields } from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { provenanceWords } from '#kernel/provenance.ts'
import { textsFor } from '#kernel/text.ts'
import { provenanceOf, valueWords } from '#modules/facts/api.ts'
import { Button, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import type { OpenDraft, ShownPage } from '../commands.ts'
import { typedAsKnown } from './domain.ts'
import { texts } from './texts.ts'

type Shown = Pick<ShownPage, 'view' | 'standings'>

/** The page without the questions that are only confirmed. */
export function askedOn({ view, standings }: Shown): PageView {
  const isOpen = (path: string) => !standings.get(path)?.isConfirmed
  return {
    ...view,
    fields: view.fields.filter(({ path }) => isOpen(path)),
    ...(view.drawn && { drawn: view.drawn.filter(({ shown }) => isOpen(shown.path)) }),
  }
}

/** Begins the value of the button that leads from a question to what is right; the key of the field follows. */
export const objectMark = 'khong-dung '

/** What a register vouches for, row by row, each with its source and a way to say that it is wrong. */
export function KnownSummary({ view, standings, open }: Shown & { readonly open: OpenDraft }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const confirmed = view.fields.flatMap(({ path, field }) => {
    const standing = standings.get(path)
    return standing?.isConfirmed ? [{ field, known: standing.known }] : []
  })
  if (confirmed.length === 0) return null
  return (
    <section class="card known" aria-labelledby="da-biet">
      <h2 id="da-biet">{t.known}</h2>
      <p class="hint">{t.knownLead}</p>
      <SummaryList
        rows={confirmed.map(({ field, known }) => ({
          term: field.label[language],
          value: (
            <>
              {valueWords(known.fact, known.current.value, language, open.lookups)}
              <p class="hint">{provenanceWords(provenanceOf(known.current), language, true)}</p>
              <Button kind="quiet" name="act" value={`${objectMark}${field.key}`}>
                {t.notRight}
                <span class="visually-hidden"> {field.label[language]}</span>
              </Button>
            </>
          ),
        }))}
      />
      {confirmed.map(({ field, known }) => (
        <Hidden key={field.key} typed={typedAsKnown(field, known)} />
      ))}
    </section>
  )
}

function Hidden({ typed }: { readonly typed: RawFields }) {
  return (
    <>
      {Object.entries(typed).flatMap(([name, value]) =>
        [value ?? []]
          .flat()
          .map((text) => <input key={`${name} ${text}`} type="hidden" name={name} value={text} />),
      )}
    </>
  )
}

/** Where the value in a control came from, or what a source says instead of it; nothing for what only the person knows. */
export function sourceOfControl(
  { draft, lookups }: OpenDraft,
  { standings }: Pick<Shown, 'standings'>,
  language: 'vi' | 'en',
): (path: string) => string | undefined {
  const t = textsFor(texts, language)
  return (path) => {
    const objected = draft.known.objections?.[path]
    if (objected)
      return t.objected(objected.request, provenanceWords(objected.source, language, true), objected.known)
    const standing = standings.get(path)
    if (!standing) return undefined
    const { fact, current, conflicts } = standing.known
    const words = provenanceWords(provenanceOf(current), language, true)
    const others = conflicts.map((one) =>
      t.differs(
        provenanceWords(provenanceOf(one), language, true),
        valueWords(fact, one.value, language, lookups),
      ),
    )
    if (standing.isSame) return [`${words}.`, ...others].join(' ')
    return current.source === 'said' || current.source === 'account'
      ? undefined
      : t.differs(words, valueWords(fact, current.value, language, lookups))
  }
}

/** Why something is asked that a register might have known. */
export function RegistersAway({
  view,
  standings,
  open: { draft, facts },
}: Shown & { readonly open: OpenDraft }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const isAsked = view.fields.some(({ path, field }) => {
    const known = field.prefill === undefined ? undefined : facts.get(field.prefill)
    return known?.fact.registers && !standings.get(path)?.isConfirmed
  })
  const silent = Object.values(draft.known.registers ?? {}).filter(({ outcome }) => outcome !== 'answered')
  if (!isAsked || silent.length === 0) return null
  return (
    <Notice>
      {silent.map(({ name, outcome }) => (
        <p key={name.vi}>{(outcome === 'away' ? t.away : t.nothing)(name[language])}</p>
      ))}
    </Notice>
  )
}

/** In the place of a paper that a register vouches for: which register, when, under which number. */
export function VouchNote({ paper, open }: { readonly paper: string; readonly open: OpenDraft }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const vouch = open.vouched.find(({ key }) => key === paper)?.vouch
  if (!vouch) return null
  return (
    <Notice tone="success">
      <p>{t.vouched(provenanceWords(vouch, language), vouch.legal)}</p>
      {vouch.reference && <p class="hint">{t.callNumber(vouch.reference)}</p>}
    </Notice>
  )
}

/** Why a paper is asked for that a register might have vouched for. */
export function PaperNote({ paper, open }: { readonly paper: string; readonly open: OpenDraft }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const asked = open.draft.known.papers?.[paper]
  if (!asked || asked.outcome === 'vouched') return null
  const words = asked.outcome === 'away' ? t.paperAway : t.paperDenied
  return <p class="hint">{words(asked.register[language])}</p>
}
