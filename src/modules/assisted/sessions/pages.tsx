/** The form that a helper fills in beside somebody, what is read back to them, and their slip. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import {
  type FilledForm,
  type FormFault,
  type PageView,
  type RawFields,
  type SummaryRow,
  summarise,
} from '#kernel/forms.ts'
import { Island, PostForm, usePage, useSheet, useTexts } from '#kernel/page.tsx'
import { qrSvg } from '#kernel/pdf.ts'
import { citizenOf } from '#kernel/policy.ts'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { limitFor, limitInWords } from '#modules/services/api.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { ConsentBlock } from '#ui/consent.tsx'
import { BackLink, Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, NotDone } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'

import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FullNameInput, IdentityNumberInput, PhoneInput } from '#ui/people-inputs.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { assistedLinks, noHelp } from '../domain.ts'
import { texts } from '../texts.ts'
import type { HelpForm, Slip } from './commands.ts'
import { askedAbove, wholeViews } from './domain.ts'

export const megabytesMax = 20

export type FormProps = {
  readonly helped: HelpForm
  readonly typed: RawFields
  readonly filled?: FilledForm | undefined
  readonly faults?: readonly FormFault[] | undefined
  readonly problem?: Problem | undefined
  /** Shown large, for the person to follow. */
  readonly isRead?: boolean
}

type Shown = FormProps & {
  readonly lists: FormLists
  readonly limit: string
  readonly summary: readonly SummaryRow[]
  readonly today: string
  readonly daysAway: number
  readonly wrongPinsMax: number
  readonly helperName: string
}

export function helpFormPage(context: Context, props: FormProps): Reply {
  const { definition, form } = props.helped
  const { today, language, pack } = context
  const { daysAway, wrongPinsMax } = pack.assisted ?? noHelp
  const situation = { channel: 'online', answers: {}, today, applicant: { kind: 'citizen' } } as const
  const summary =
    props.isRead && props.filled
      ? summarise(form, props.filled.answers, language, readLookups(context)).filter(
          ({ field }) => !askedAbove(form).has(field),
        )
      : []
  const shown: Shown = {
    ...props,
    lists: { ...formLists(context), file: () => undefined, megabytesMax },
    limit: limitInWords(limitFor(definition, situation), language),
    summary,
    today,
    daysAway,
    wrongPinsMax,
    helperName: citizenOf(context.actor).name,
  }
  const hasFaults = (props.faults?.length ?? 0) > 0
  return page(
    context,
    { title: definition.name, noIndex: true },
    <PortalFrame>
      <HelpFormView {...shown} />
    </PortalFrame>,
    props.problem?.status ?? (hasFaults && !props.isRead ? 422 : 200),
  )
}

const readLookups = ({ pack, today }: Context) => ({
  today,
  area: (code: string) => {
    const area = pack.areas.find((one) => one.code === code)
    return area && { name: area.name, level: area.level, parent: area.parent ?? null }
  },
  unit: (code: string) => pack.units.find((one) => one.code === code),
})

const one = (typed: RawFields, name: string) => [typed[name] ?? ''].flat()[0] || undefined

function HelpFormView(props: Shown) {
  const t = useTexts(texts)
  useSheet('assisted.css')
  const {
    helped,
    typed,
    filled,
    faults = [],
    problem,
    limit,
    isRead,
    summary,
    today,
    daysAway,
    wrongPinsMax,
    helperName,
  } = props
  const { definition, form, helper, asked } = helped
  const [team] = helper.teams
  const errors = isRead ? [] : faults
  return (
    <div class="reading stack">
      <BackLink href={assistedLinks.home}>{t.backHome}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <ErrorSummary errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))} />
      <PageHead title={definition.name} kicker={t.homeTitle} lead={t.slipLimit(limit)} />
      {isRead && <ReadBack typed={typed} summary={summary} />}
      <Island
        of="assisted-form"
        owner={helper.personId}
        code={definition.code}
        name={definition.name}
        limit={limit}
        team={team.name}
        form={form}
        helper={helperName}
        today={today}
        province={props.lists.province}
        daysAway={daysAway}
        wrongPinsMax={wrongPinsMax}
      >
        <PostForm action={assistedLinks.form(definition.code)} hasFiles isKept class="stack assisted-form">
          <Person helped={helped} typed={typed} />
          <Consent asked={asked} typed={typed} />
          {filled ? null : <p class="hint">{t.wholeHint}</p>}
          <Questions {...props} views={filled?.views ?? wholeViews(form, typed)} errors={errors} />
          <ButtonGroup>
            <Button name="act" value="send">
              {t.send}
            </Button>
            <Button name="act" value="read" kind="secondary">
              {t.readBack}
            </Button>
            {/* It leads away and sends nothing; where the device kept something, its script forgets it first. */}
            <LinkButton href={assistedLinks.home} kind="secondary">
              {t.refuse}
            </LinkButton>
          </ButtonGroup>
        </PostForm>
      </Island>
    </div>
  )
}

/** Two-sided: large enough to be followed from across the table. */
function ReadBack({ typed, summary }: Pick<Shown, 'typed' | 'summary'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const rows = [
    { label: t.name, value: one(typed, '_name') },
    { label: t.identity, value: one(typed, '_identity') },
    { label: t.phone, value: one(typed, '_phone') },
    ...summary,
  ]
  return (
    <section class="panel assisted-read" aria-labelledby="doc-lai" lang={language}>
      <h2 id="doc-lai">{t.readTitle}</h2>
      <p class="hint">{t.readHint}</p>
      <dl>
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Person({ helped: { helper }, typed }: Pick<Shown, 'helped' | 'typed'>) {
  const t = useTexts(texts)
  return (
    <Section title={t.person} id="nguoi-duoc-giup">
      <p class="hint">{t.personLead}</p>
      {helper.teams.length > 1 && (
        <Select
          name="_team"
          label={t.helperPicks}
          value={one(typed, '_team')}
          choices={helper.teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FullNameInput name="_name" label={t.name} value={one(typed, '_name')} isOwn={false} />
      <IdentityNumberInput
        name="_identity"
        label={t.identity}
        value={one(typed, '_identity')}
        isOwn={false}
      />
      <PhoneInput
        name="_phone"
        label={t.phone}
        hint={t.phoneHint}
        value={one(typed, '_phone')}
        isOwn={false}
      />
    </Section>
  )
}

type QuestionsProps = Shown & { readonly views: readonly PageView[]; readonly errors: readonly FormFault[] }

/** The form's own questions, but for those that the top answers. */
function Questions({ views, errors, lists, helped }: QuestionsProps) {
  const { language } = usePage()
  const above = askedAbove(helped.form)
  const asked = views
    .map((view) => ({ ...view, fields: view.fields.filter(({ path }) => !above.has(path)) }))
    .filter(({ fields }) => fields.length > 0)
  return (
    <>
      {asked.map((view) => (
        <section key={view.page.key} class="assisted-page" aria-labelledby={`trang-${view.page.key}`}>
          <h2 id={`trang-${view.page.key}`}>{view.page.title[language]}</h2>
          <FormFields view={view} errors={errors} lists={lists} />
        </section>
      ))}
    </>
  )
}

function Consent({ asked, typed }: { readonly asked: HelpForm['asked']; readonly typed: RawFields }) {
  const t = useTexts(texts)
  return (
    <Section title={t.consent} id="dong-y">
      <p class="hint">{t.consentLead}</p>
      <ConsentBlock name="_agreed" asked={asked} />
      <Radios
        name="_way"
        label={t.way}
        value={one(typed, '_way') ?? 'signed'}
        choices={[
          { value: 'signed', label: t.signed, hint: t.signedHint },
          { value: 'spoken', label: t.spoken, hint: t.spokenHint },
        ]}
      />
      <div class="assisted-signature" data-signature="" />
      <FileUpload
        name="_sheet"
        label={t.sheet}
        isOptional
        isSingle
        isPaper
        megabytesMax={megabytesMax}
        accept="image/*"
      />
      <Island of="voice-recorder" secondsMax={60} megabytesMax={5}>
        <FileUpload
          name="_clip"
          label={t.clip}
          isOptional
          isSingle
          megabytesMax={5}
          accept="audio/*"
          kinds="WebM, MP4, OGG, MP3"
        />
      </Island>
    </Section>
  )
}

export function slipPage(context: Context, slip: Slip): Reply {
  const { slipTitle: title } = textsFor(texts, context.language)
  const { publicUrl } = context.settings
  const url = `${publicUrl}/tra-cuu?ho-so=${encodeURIComponent(slip.session.slip)}`
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <SlipView slip={slip} qr={qrSvg(url)} place={`${publicUrl.replace(/^https?:\/\//, '')}/tra-cuu`} />
    </PortalFrame>,
  )
}

type SlipProps = { readonly slip: Slip; readonly qr: string; readonly place: string }

/** Phiếu: 14 pt on paper, a code to scan, the date in words. */
function SlipView({ slip, qr, place }: SlipProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  useSheet('assisted.css')
  const { session, name, replyDueAt, code, helper, team } = slip
  return (
    <div class="reading stack">
      <article class="assisted-slip" aria-labelledby="phieu">
        <div>
          <h1 id="phieu">{t.slipTitle}</h1>
          <p class="assisted-number">{session.slip}</p>
          <p>
            {t.slipDone}: <strong>{session.procedureName}</strong>
          </p>
          <p>
            {t.slipFor} <strong>{name}</strong>, {t.slipBy(helper, team)}
          </p>
          <p>
            {t.code}: <strong>{code}</strong>
          </p>
          {replyDueAt && <p>{t.slipReply(formatDateTime(replyDueAt, language))}</p>}
          <p>{t.slipFollow(place)}</p>
        </div>
        <figure class="qr">
          {/* oxlint-disable-next-line react/no-danger */}
          <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: qr }} />
          <figcaption>{t.slipQr}</figcaption>
        </figure>
      </article>
      <p class="hint print-skip">{t.print}</p>
      <PostForm action={assistedLinks.done(session.id)} class="stack print-skip">
        <p>{t.doneHint}</p>
        <Button>{t.doneAct}</Button>
      </PostForm>
    </div>
  )
}
