/** One petition as whoever sent it sees it, with what they may do. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { shownSecret } from '#kernel/follow-codes.ts'
import type { Petitions } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, ConfirmationPanel, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { UploadedFiles } from '#ui/upload.tsx'
import { abouts, petitionLinks, ratings } from '../../domain.ts'
import { texts as enclosureTexts } from '../../enclosures/domain.ts'
import { PetitionTag, procedureName, Story } from '../../parts/pages.tsx'
import type { OwnPetition } from '../../published/commands.ts'
import { texts } from '../../texts.ts'
import { isRatingOver } from '../commands.ts'

export type Done = 'sent' | 'rated' | 'completed'
export type OwnParts = {
  readonly own: OwnPetition
  /** As given in the address; without it the account opened the page. */
  readonly secret: string | undefined
  readonly done?: Done | undefined
  readonly problem?: Problem | undefined
  readonly typed?: { readonly rating?: string | undefined; readonly words?: string | undefined }
}
type Props = OwnParts & {
  readonly petitions: Petitions
  readonly procedure: string | undefined
  readonly mayRate: boolean
}

export function ownPage(context: Context, parts: OwnParts): Reply {
  const { petition } = parts.own
  const whole: Props = {
    ...parts,
    petitions: context.pack.petitions,
    procedure: procedureName(context, petition.procedureCode),
    mayRate:
      petition.state === 'published' && !petition.rating && !isRatingOver(context, petition.publishedAt),
  }
  return page(
    context,
    { title: `${textsFor(texts, context.language).petition} ${petition.code}`, noIndex: true },
    <PortalFrame>
      <OwnView {...whole} />
    </PortalFrame>,
    parts.problem?.status ?? 200,
  )
}

function OwnView(props: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { own, secret, done, problem, mayRate } = props
  const { petition, acts } = own
  const { code, state, words, about, dueAt } = petition
  return (
    <div class="reading stack">
      <NotDone reason={problem?.detail} />
      {done === 'sent' && secret ? (
        <ConfirmationPanel title={t.sent} codeLabel={t.code} code={code}>
          <p>{t.sentKeep(shownSecret(secret))}</p>
          {dueAt && <p>{t.reply(formatDateTime(dueAt, language))}</p>}
          <p>
            <a href={petitionLinks.show(code, secret)}>{t.keepLink}</a>
          </p>
        </ConfirmationPanel>
      ) : (
        <>
          <BackLink href={secret ? petitionLinks.list : petitionLinks.own}>
            {secret ? t.back : t.own}
          </BackLink>
          <PageHead title={abouts[about][language]} kicker={code} tags={<PetitionTag state={state} />} />
          {done === 'rated' && <Told words={t.rateDone} />}
          {done === 'completed' && <Told words={t.completeDone} />}
          <Notice>
            <p>{t.onlyYou}</p>
          </Notice>
        </>
      )}
      <Ended {...props} />
      {state === 'incomplete' && <CompleteForm {...props} />}
      {state === 'published' && <Answer {...props} />}
      {mayRate && <RateForm {...props} />}
      <Section title={t.asSent} id="noi-dung">
        <p class="report-said">{words}</p>
        <Enclosed {...props} />
        <Facts {...props} />
      </Section>
      <Section title={t.story} id="dien-bien">
        <Story acts={acts} label={t.story} />
      </Section>
    </div>
  )
}

function Enclosed({ own: { petition, files }, secret }: Props) {
  const t = useTexts(enclosureTexts)
  if (files.length === 0) return null
  const shown = files.map((file) => ({
    ...file,
    href: petitionLinks.enclosure(petition.code, file.id, secret),
  }))
  return (
    <>
      <h3>{t.title}</h3>
      <UploadedFiles files={shown} />
      <p class="hint">{t.closed}</p>
    </>
  )
}

function Facts({ own: { petition }, procedure }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { awaited, dueAt, accusedUnitName, officialName, receivedAt, sender } = petition
  const contact = [sender.name, sender.phone, sender.address].filter(Boolean).join(', ')
  const rows = [
    ...(procedure ? [{ term: t.procedure, value: procedure }] : []),
    ...(accusedUnitName
      ? [{ term: t.who, value: [officialName, accusedUnitName].filter(Boolean).join(', ') }]
      : []),
    { term: t.senderTitle, value: contact },
    { term: t.receivedOn, value: formatDateTime(receivedAt, language) },
    ...(awaited && awaited !== 'complete' && dueAt
      ? [{ term: t.due, value: formatDateTime(dueAt, language) }]
      : []),
  ]
  return <SummaryList rows={rows} />
}

/** Why it ended without an answer, and where to go instead. */
function Ended({ own: { petition, acts }, petitions }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { state, ground, path, elsewhere } = petition
  if (state === 'rejected') {
    const why = petitions.grounds.find(({ code }) => code === ground)
    return (
      <Notice tone="warning" title={t.endedTitle}>
        <p>{why?.name[language]}.</p>
        <p>{why?.instead[language]}</p>
      </Notice>
    )
  }
  if (state === 'ledAway' && path) {
    const other = petitions.paths[path]
    return (
      <Notice tone="warning" title={t.ledTitle}>
        <p>{t.ledLead(other.name[language])}</p>
        <p class="report-said">{acts.findLast(({ act }) => act === 'leadAway')?.words}</p>
        <p>{other.where[language]}</p>
        <p class="hint">{other.legal}</p>
      </Notice>
    )
  }
  if (state === 'forwarded' && elsewhere)
    return (
      <Notice title={t.forwardedTitle(elsewhere)}>
        <p>{t.forwardedLead}</p>
      </Notice>
    )
  if (state === 'lapsed')
    return (
      <Notice tone="warning" title={t.lapsedTitle}>
        <p>{t.lapsedLead}</p>
      </Notice>
    )
  return null
}

function Answer({ own: { petition }, secret }: Props) {
  const t = useTexts(texts)
  const { code, answer, unitName, about } = petition
  return (
    <Section title={t.answer} id="tra-loi" isPanel>
      <p>
        <strong>{t.unitAnswers(unitName)}</strong>
      </p>
      <p class="report-said">{answer}</p>
      <p>
        <a href={petitionLinks.send(about, { code, secret })}>{t.sendAgain}</a>
      </p>
    </Section>
  )
}

const Told = ({ words }: { readonly words: string }) => (
  <Notice tone="success" isResult>
    <p>{words}</p>
  </Notice>
)

const hiddenSecret = (secret: string | undefined) => (secret ? { ma: secret } : {})

function CompleteForm({ own: { petition, acts }, secret, typed = {} }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, dueAt } = petition
  return (
    <Section title={t.completeTitle} id="bo-sung" isPanel>
      <p class="report-said">{acts.findLast(({ act }) => act === 'askMore')?.words}</p>
      {dueAt && <p>{t.completeUntil(formatDateTime(dueAt, language))}</p>}
      <PostForm action={petitionLinks.complete(code)} hidden={hiddenSecret(secret)} class="stack">
        <TextArea name="words" label={t.completeWords} rows={5} maxLength={5000} value={typed.words} />
        <Button icon="send">{t.completeAct}</Button>
      </PostForm>
    </Section>
  )
}

function RateForm({ own: { petition }, secret, typed = {} }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={t.rateTitle} id="danh-gia" isPanel>
      <PostForm action={petitionLinks.rate(petition.code)} hidden={hiddenSecret(secret)} class="stack">
        <Radios
          name="rating"
          label={t.yourRating}
          value={typed.rating}
          choices={Object.entries(ratings).map(([value, words]) => ({ value, label: words[language] }))}
        />
        <TextArea name="remark" label={t.rateWords} rows={3} maxLength={1000} isOptional />
        <Button>{t.rateAct}</Button>
      </PostForm>
    </Section>
  )
}
