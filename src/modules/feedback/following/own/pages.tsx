/** One report as whoever sent it sees it, with what they may do. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { shownSecret } from '#kernel/follow-codes.ts'
import type { RejectionGround } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, ConfirmationPanel } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { mayBeDone, ratings, reportLinks } from '../../domain.ts'
import { type Names, namesOf, Photos, ReportTag } from '../../parts/pages.tsx'
import type { OwnStory } from '../../published/commands.ts'
import { Facts, Merged, Results, Story, shownPhoto } from '../../published/pages.tsx'
import { texts } from '../../texts.ts'

export type OwnParts = {
  readonly story: OwnStory
  /** As given in the address; without it the account opened the page. */
  readonly secret: string | undefined
  readonly done?: 'sent' | 'rated' | 'reopened' | undefined
  readonly problem?: Problem | undefined
  readonly typed?: { readonly rating?: string | undefined; readonly words?: string | undefined }
}

/** What a report looks like to whoever sent it. */
export function ownPage(context: Context, parts: OwnParts): Reply {
  const { report } = parts.story
  const ground = context.pack.feedback.grounds.find(({ code }) => code === report.ground)
  const names = namesOf(context)
  const title = `${textsFor(texts, context.language).report} ${report.code}`
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <OwnView {...parts} names={names} ground={ground} />
    </PortalFrame>,
    parts.problem?.status ?? 200,
  )
}

type OwnProps = OwnParts & { readonly names: Names; readonly ground: RejectionGround | undefined }

function OwnView({ story, secret, done, problem, typed = {}, names, ground }: OwnProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { report, acts, handlings, photos } = story
  const { code, state, words, category, place, areaCode, rating, dueAt, mergedIntoCode } = report
  const href = (id: string) => reportLinks.ownPhoto(code, id, secret ?? '')
  const own = photos.filter(({ handlingId }) => handlingId === null)
  const title = `${names.category(category)}, ${names.area(areaCode)}`
  return (
    <div class="reading stack">
      <NotDone reason={problem?.detail} />
      {done === 'sent' && secret ? (
        <ConfirmationPanel title={t.sent} codeLabel={t.code} code={code}>
          <p>{t.sentKeep(shownSecret(secret))}</p>
          {dueAt && <p>{t.reply(formatDateTime(dueAt, language))}</p>}
        </ConfirmationPanel>
      ) : (
        <>
          <BackLink href={secret ? reportLinks.list : reportLinks.own}>{secret ? t.back : t.own}</BackLink>
          <PageHead title={title} kicker={code} tags={<ReportTag state={state} />} />
          {done === 'rated' && <Told words={t.rateDone} />}
          {done === 'reopened' && <Told words={t.reopenDone} />}
          <Notice>
            <p>{t.onlyYou}</p>
          </Notice>
        </>
      )}
      {ground && (
        <Notice tone="warning" title={t.rejectedTitle}>
          <p>{ground.name[language]}.</p>
          <p>{ground.instead[language]}</p>
        </Notice>
      )}
      <Merged into={mergedIntoCode} />
      <Results handlings={handlings} photos={photos} href={href} />
      {mayBeDone('rate', state) && !rating && <RateForm code={code} secret={secret} typed={typed} />}
      {mayBeDone('reopen', state) && !report.reopenedAt && (
        <ReopenForm code={code} secret={secret} words={typed.words} />
      )}
      <p class="report-said">{words}</p>
      <Photos photos={own.map((photo, index) => shownPhoto(photo, href(photo.id), t.photoOf(index + 1)))} />
      <Facts report={report} place={[place, names.area(areaCode)]} />
      <Story acts={acts} />
    </div>
  )
}

const Told = ({ words }: { readonly words: string }) => (
  <Notice tone="success" isResult>
    <p>{words}</p>
  </Notice>
)

type OwnForm = { readonly code: string; readonly secret: string | undefined }
const hiddenSecret = (secret: string | undefined) => (secret ? { ma: secret } : {})

function RateForm({ code, secret, typed }: OwnForm & { readonly typed: NonNullable<OwnParts['typed']> }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={t.rateTitle} id="danh-gia" isPanel>
      <PostForm action={reportLinks.rate(code)} hidden={hiddenSecret(secret)} class="stack">
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

function ReopenForm({ code, secret, words }: OwnForm & { readonly words: string | undefined }) {
  const t = useTexts(texts)
  return (
    <Section title={t.reopenTitle} id="mo-lai" isPanel>
      <p>{t.reopenLead}</p>
      <PostForm action={reportLinks.reopen(code)} hidden={hiddenSecret(secret)} class="stack">
        <TextArea
          name="words"
          label={t.reopenWords}
          hint={t.reopenHint}
          rows={3}
          maxLength={1000}
          value={words}
        />
        <Button kind="secondary">{t.reopenAct}</Button>
      </PostForm>
    </Section>
  )
}
