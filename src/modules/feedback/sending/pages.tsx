/** Gửi phản ánh: one form, and one look at it before it is sent. */

import type { Context } from '#kernel/context.ts'
import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Checkbox, Select } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { type LiveMap, PointPicker } from '#ui/map.tsx'
import { FullNameInput, PhoneInput } from '#ui/people-inputs.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { reportLinks, wordsMax } from '../domain.ts'
import { type Names, namesOf, Photos, ReportTag } from '../parts/pages.tsx'
import { texts } from '../texts.ts'
import { texts as voiceTexts } from '../voices/domain.ts'
import { VoiceField } from '../voices/pages.tsx'
import type { Checked, Near } from './commands.ts'
import type { Typed } from './domain.ts'

export const photoMegabytesMax = 15
/** Field of a form that waited on a device: nobody is there to compare it with what others sent. */
export const atOnce = 'at_once'

type FormParts = {
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly photosMax: number
  /** Fields whose files have to be chosen again. */
  readonly had: ReadonlySet<string>
  readonly names: Names
  readonly hasAccount: boolean
  /** With it the place may be told by a point alone. */
  readonly map: LiveMap | undefined
}

export function sendPage(
  context: Context,
  parts: Pick<FormParts, 'typed' | 'errors' | 'had' | 'map'>,
): Reply {
  const { actor, pack } = context
  const whole = {
    ...parts,
    photosMax: pack.feedback.photosMax,
    names: namesOf(context),
    hasAccount: actor.kind === 'citizen',
  }
  const title = textsFor(texts, context.language).send
  const status = parts.errors.length > 0 ? 422 : 200
  return page(
    context,
    { title },
    <PortalFrame>
      <SendForm {...whole} />
    </PortalFrame>,
    status,
  )
}

function SendForm({ typed, errors, photosMax, had, names, hasAccount, map }: FormParts) {
  const t = useTexts(texts)
  const voiceWords = useTexts(voiceTexts)
  const { owner = '' } = usePage()
  const wrong = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <QuestionPage>
      <BackLink href={reportLinks.list}>{t.back}</BackLink>
      <ErrorSummary errors={errors} />
      <PageHead title={t.send} lead={t.sendLead} />
      <Island
        of="offline-form"
        owner={owner}
        title={t.send}
        how={{ many: true, tells: true, extra: { [atOnce]: 'yes' } }}
      >
        <PostForm action={reportLinks.send} hasFiles isKept class="stack">
          <Section title={t.what} id="viec">
            <Select
              name="category"
              label={t.category}
              choices={names.categories}
              value={typed.category}
              error={wrong('category')}
            />
            <TextArea
              name="words"
              label={t.words}
              hint={t.wordsHint}
              rows={5}
              maxLength={wordsMax}
              value={typed.words}
              error={wrong('words')}
            />
            <VoiceField error={wrong('voice') ?? (had.has('voice') ? voiceWords.again : undefined)} />
            <FileUpload
              name="photos"
              label={t.photos}
              hint={t.photosHint(photosMax)}
              kinds="JPG, PNG, WebP"
              accept="image/jpeg,image/png,image/webp"
              megabytesMax={photoMegabytesMax}
              isOptional
              error={wrong('photos') ?? (had.has('photos') ? t.photosAgain : undefined)}
            />
          </Section>
          <Section title={t.where} id="noi">
            <Select
              name="area"
              label={t.area}
              groups={names.areas}
              value={typed.area}
              isOptional={map !== undefined}
              error={wrong('area')}
            />
            <TextInput
              name="place"
              label={t.place}
              hint={t.placeHint}
              maxLength={300}
              value={typed.place}
              error={wrong('place')}
            />
            <PointPicker
              label={t.point}
              hint={map && t.pointLead}
              isOptional
              live={map}
              latitude={{
                name: 'latitude',
                label: t.latitude,
                hint: t.pointHint,
                value: typed.latitude,
                error: wrong('latitude'),
              }}
              longitude={{
                name: 'longitude',
                label: t.longitude,
                hint: t.pointEastHint,
                value: typed.longitude,
              }}
            />
          </Section>
          <Section title={t.who} id="nguoi-gui">
            <p>{t.whoLead}</p>
            <FullNameInput name="name" label={t.name} isOptional maxLength={100} value={typed.name} />
            <PhoneInput name="phone" label={t.phone} isOptional value={typed.phone} error={wrong('phone')} />
            {hasAccount && (
              <Checkbox
                name="unnamed"
                label={t.unnamed}
                hint={t.unnamedHint}
                isChecked={typed.unnamed === 'yes'}
              />
            )}
          </Section>
          <Button>{t.goOn}</Button>
        </PostForm>
      </Island>
    </QuestionPage>
  )
}

export function checkPage(context: Context, checked: Checked, secret: string): Reply {
  const title = textsFor(texts, context.language).check
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <Check checked={checked} secret={secret} names={namesOf(context)} />
    </PortalFrame>,
  )
}

type CheckProps = { readonly checked: Checked; readonly secret: string; readonly names: Names }

function Check({ checked: { report, photos, hasVoice, near }, secret, names }: CheckProps) {
  const t = useTexts(texts)
  const voiceWords = useTexts(voiceTexts)
  const { code, category, words, place, areaCode, latitude, longitude } = report
  const rows = [
    { term: t.category, value: names.category(category) },
    ...(words ? [{ term: t.words, value: <span class="report-said">{words}</span> }] : []),
    ...(hasVoice ? [{ term: voiceWords.label, value: voiceWords.kept }] : []),
    { term: t.place, value: [place, names.area(areaCode)].filter(Boolean).join(', ') },
    ...(latitude === null || longitude === null
      ? []
      : [{ term: t.point, value: `${latitude.toFixed(5)}; ${longitude.toFixed(5)}` }]),
  ]
  const shown = photos.map(({ id, width, height }, index) => ({
    href: reportLinks.ownPhoto(code, id, secret),
    alt: t.photoOf(index + 1),
    width,
    height,
  }))
  return (
    <QuestionPage>
      <PageHead title={t.check} />
      <SummaryList rows={rows} />
      <Photos photos={shown} />
      {near.length > 0 && (
        <Section title={t.nearTitle} id="trung" isPanel>
          <p>{t.nearLead}</p>
          <ul class="reports">
            {near.map((one) => (
              <NearReport key={one.code} near={one} draft={{ code, secret }} names={names} />
            ))}
          </ul>
        </Section>
      )}
      <PostForm action={reportLinks.checkAct(code)} hidden={{ ma: secret }}>
        <Button icon="send">{near.length > 0 ? t.notTheSame : t.sendAct}</Button>
      </PostForm>
      <p>
        <a href={reportLinks.send}>{t.change}</a>
      </p>
    </QuestionPage>
  )
}

type NearProps = {
  readonly near: Near
  readonly draft: { readonly code: string; readonly secret: string }
  readonly names: Names
}

/** What is said of it is what everyone may read; of one that nobody has looked at, that it is there. */
function NearReport({ near, draft, names }: NearProps) {
  const t = useTexts(texts)
  const { code, state, areaCode, publicWords, publicPlace, receivedAt, joined, metres } = near
  const where = [publicPlace, names.area(areaCode)].filter(Boolean).join(', ')
  const facts = [
    where,
    metres === undefined ? '' : t.metres(Math.max(10, Math.round(metres / 10) * 10)),
    formatDate(receivedAt),
    joined > 0 ? t.joined(joined) : '',
  ]
  return (
    <li class="report">
      <div class="report-words">
        <p class="report-head">
          <ReportTag state={state} />
        </p>
        <p>{publicWords ? <a href={reportLinks.show(code)}>{shorten(publicWords)}</a> : t.nearUnseen}</p>
        <p class="hint">{facts.filter(Boolean).join(' · ')}</p>
        <PostForm
          action={reportLinks.checkAct(draft.code)}
          hidden={{ ma: draft.secret, join: code }}
          label={`${t.metoo} ${code}`}
        >
          <Button kind="secondary" icon="add">
            {t.metoo}
          </Button>
        </PostForm>
      </div>
    </li>
  )
}

export function joinedPage(context: Context, code: string): Reply {
  const title = textsFor(texts, context.language).metoo
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <Joined code={code} />
    </PortalFrame>,
  )
}

function Joined({ code }: { readonly code: string }) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.metoo} />
      <Notice tone="success" isResult>
        <p>{t.metooDone}</p>
      </Notice>
      <p>
        {t.code}: <strong>{code}</strong>
      </p>
      <p>
        <a href={reportLinks.list}>{t.back}</a>
      </p>
    </QuestionPage>
  )
}
