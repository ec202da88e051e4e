/** Gửi kiến nghị: first the question what it is about, so that nobody writes on the wrong path; then one form. */

import type { Context } from '#kernel/context.ts'
import type { OtherPath, Petitions } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { reportLinks } from '#modules/feedback/api.ts'
import { formLists } from '#modules/organisation/api.ts'
import { Checkbox, type Choice, Radios, Select } from '#ui/choices.tsx'
import { BackLink, Button, LinkTile, LinkTiles, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { FullNameInput, PhoneInput } from '#ui/people-inputs.tsx'
import { FileUpload } from '#ui/upload.tsx'
import {
  type About,
  abouts,
  conductKeys,
  conducts,
  draftKey,
  type Earlier,
  paths,
  petitionLinks,
  wordsMax,
} from '../domain.ts'
import type { OpenDraft } from '../drafting/commands.ts'
import { texts as enclosureTexts, fileMegabytesMax, filesMax } from '../enclosures/domain.ts'
import { procedureName } from '../parts/pages.tsx'
import { texts } from '../texts.ts'
import type { Typed } from './domain.ts'

/** The plain question before anything is written. */
export function askPage(context: Context): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).askTitle },
    <PortalFrame>
      <Ask paths={context.pack.petitions.paths} />
    </PortalFrame>,
  )
}

function Ask({ paths: others }: Pick<Petitions, 'paths'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={petitionLinks.list}>{t.back}</BackLink>
      <PageHead title={t.askTitle} lead={t.askLead} />
      <LinkTiles>
        <LinkTile href={petitionLinks.send('rules')} title={t.askRules} icon="document" level={2}>
          {t.askRulesHint}
        </LinkTile>
        <LinkTile href={petitionLinks.send('staff')} title={t.askStaff} icon="person" level={2}>
          {t.askStaffHint}
        </LinkTile>
        {paths.map((path) => (
          <LinkTile
            key={path}
            href={petitionLinks.elsewhere(path)}
            title={others[path].name[language]}
            icon={path === 'complaint' ? 'comment' : 'shield'}
            level={2}
          >
            {others[path].hint[language]}
          </LinkTile>
        ))}
        <LinkTile href={reportLinks.list} title={t.askStreet} icon="camera" level={2}>
          {t.askStreetHint}
        </LinkTile>
      </LinkTiles>
    </div>
  )
}

/** Where a complaint or a denunciation goes instead. */
export function elsewherePage(context: Context, path: OtherPath): Reply {
  const other = context.pack.petitions.paths[path]
  return page(
    context,
    { title: other.name[context.language] },
    <PortalFrame>
      <Elsewhere other={other} hotline={context.pack.manifest.hotline} />
    </PortalFrame>,
  )
}

type ElsewhereProps = {
  readonly other: Petitions['paths'][OtherPath]
  readonly hotline: string | undefined
}

function Elsewhere({ other, hotline }: ElsewhereProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <QuestionPage>
      <BackLink href={petitionLinks.ask}>{t.elsewhereBack}</BackLink>
      <PageHead title={other.name[language]} lead={t.elsewhereNot} />
      <SummaryList
        rows={[
          { term: t.elsewhereWhat, value: other.hint[language] },
          { term: t.elsewhereWhere, value: other.where[language] },
          { term: t.elsewhereLegal, value: other.legal },
          ...(hotline ? [{ term: t.phone, value: hotline }] : []),
        ]}
      />
    </QuestionPage>
  )
}

type Found = { readonly code: string; readonly name: string; readonly field: string }
type Parts = {
  readonly about: About
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  /** Words with which a procedure was looked for, and what was found. */
  readonly wanted?: string | undefined
  readonly found?: readonly Found[] | undefined
  readonly earlier?: Earlier | undefined
  /** What was kept of it; its files are with it. */
  readonly draft?: OpenDraft | undefined
}
type FormProps = Parts & { readonly units: readonly Choice[]; readonly procedure: string | undefined }

export function sendPage(context: Context, parts: Parts): Reply {
  const whole = {
    ...parts,
    units: formLists(context).units,
    procedure: procedureName(context, parts.typed.procedure || null),
  }
  return page(
    context,
    { title: textsFor(texts, context.language).send },
    <PortalFrame>
      <SendForm {...whole} />
    </PortalFrame>,
    parts.errors.length > 0 ? 422 : 200,
  )
}

function SendForm(props: FormProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { about, typed, errors, earlier, draft } = props
  const enclosed = useTexts(enclosureTexts)
  const wrong = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <QuestionPage>
      <BackLink href={petitionLinks.ask}>{t.askTitle}</BackLink>
      <ErrorSummary errors={errors} />
      <PageHead title={t.send} kicker={abouts[about][language]} />
      {earlier && (
        <Notice>
          <p>{t.again(earlier.code)}</p>
        </Notice>
      )}
      {about === 'rules' && <ProcedureSearch {...props} />}
      <PostForm
        action={petitionLinks.send(about)}
        hidden={{
          ...(earlier && { truoc: earlier.code, ma: earlier.secret ?? '' }),
          ...(typed.procedure && { procedure: typed.procedure }),
          ...(draft && { nhap: draftKey(draft) }),
        }}
        hasFiles
        class="stack"
      >
        {about === 'staff' && <StaffFields {...props} />}
        <Section title={t.whatTitle} id="noi-dung">
          <TextArea
            name="words"
            label={t.words}
            hint={about === 'rules' ? t.wordsRulesHint : t.wordsStaffHint}
            rows={8}
            maxLength={wordsMax}
            value={typed.words}
            error={wrong('words')}
          />
        </Section>
        <Section title={enclosed.title} id="tep">
          <FileUpload
            name="files"
            label={enclosed.label}
            hint={enclosed.hint(filesMax)}
            kinds={enclosed.kinds}
            megabytesMax={fileMegabytesMax}
            isOptional
            error={wrong('files')}
            files={draft?.files}
            acts={draft && { name: 'bo', remove: (id) => id }}
          />
        </Section>
        <SenderFields {...props} />
        <Button>{t.goOn}</Button>
      </PostForm>
    </QuestionPage>
  )
}

/** Chosen by a link before anything is written, so that the page needs no script. */
function ProcedureSearch({ about, typed, procedure, wanted, found, earlier, errors, draft }: FormProps) {
  const t = useTexts(texts)
  const error = errors.find(({ name }) => name === 'procedure')?.message
  const base = draft ? petitionLinks.edit(about, draft) : petitionLinks.send(about, earlier)
  const chosen = (code: string) => `${base}${base.includes('?') ? '&' : '?'}thu-tuc=${code}`
  if (typed.procedure && !error)
    return (
      <Section title={t.procedureTitle} id="thu-tuc">
        <SummaryList rows={[{ term: t.procedureChosen, value: `${procedure} (${typed.procedure})` }]} />
        <p>
          <a href={draft ? chosen('') : base}>{t.procedureDrop}</a>
        </p>
      </Section>
    )
  return (
    <Section title={t.procedureTitle} id="thu-tuc">
      <p class="hint">{t.procedureLead}</p>
      <form method="get" action={petitionLinks.send(about)} class="filter-form">
        {draft && <input type="hidden" name="nhap" value={draftKey(draft)} />}
        {earlier && <input type="hidden" name="truoc" value={earlier.code} />}
        {earlier?.secret && <input type="hidden" name="ma" value={earlier.secret} />}
        <TextInput
          name="tim"
          label={t.procedureSearch}
          kind="search"
          width="long"
          isOptional
          maxLength={100}
          value={wanted}
          error={error}
        />
        <Button kind="secondary" icon="search">
          {t.procedureFind}
        </Button>
      </form>
      {found?.length === 0 && <p>{t.procedureNone}</p>}
      {found && found.length > 0 && (
        <ul>
          {found.map(({ code, name }) => (
            <li key={code}>
              <a href={chosen(code)}>{name}</a> <span class="hint">{code}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function StaffFields({ typed, errors, units }: FormProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const wrong = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <Section title={t.who} id="co-quan">
      <Select
        name="accused"
        label={t.accused}
        choices={units}
        value={typed.accused}
        width="full"
        error={wrong('accused')}
      />
      <TextInput
        name="official"
        label={t.official}
        hint={t.officialHint}
        isOptional
        maxLength={100}
        value={typed.official}
      />
      <Radios
        name="conduct"
        label={t.conduct}
        value={typed.conduct}
        error={wrong('conduct')}
        choices={conductKeys.map((value) => ({ value, label: conducts[value][language] }))}
      />
    </Section>
  )
}

function SenderFields({ about, typed, errors }: FormProps) {
  const t = useTexts(texts)
  const wrong = (name: string) => errors.find((one) => one.name === name)?.message
  return (
    <Section title={t.senderTitle} id="nguoi-gui">
      <p>{t.senderLead}</p>
      <FullNameInput name="name" label={t.name} maxLength={100} value={typed.name} error={wrong('name')} />
      <PhoneInput
        name="phone"
        label={t.phone}
        hint={t.phoneHint}
        isOptional
        value={typed.phone}
        error={wrong('phone')}
      />
      <TextInput
        name="address"
        label={t.address}
        isOptional
        autocomplete="street-address"
        maxLength={300}
        value={typed.address}
      />
      {about === 'rules' && (
        <Checkbox name="named" label={t.named} hint={t.namedHint} isChecked={typed.named === 'yes'} />
      )}
    </Section>
  )
}
