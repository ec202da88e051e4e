/** Pages of filling in: start, one question page after another, what to do when two devices disagree. */

import type { Context } from '#kernel/context.ts'
import { uploadMegabytesMax } from '#kernel/files.ts'
import { type FormFault, type PageView, pathsOf, visiblePages } from '#kernel/forms.ts'
import type { RegisterKey } from '#kernel/packs.ts'
import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, type Language, textsFor } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { page, type Reply } from '#kernel/web.ts'
import { registerArticle, registerName } from '#modules/national/api.ts'
import { formLists } from '#modules/organisation/api.ts'
import { type ProcedureDefinition, papersFor, serviceLinks } from '#modules/services/api.ts'
import { type PaperOffers, sources } from '#modules/wallet/api.ts'
import { BackLink, Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, Notice, SaveIndicator } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { fieldId } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { draftLinks } from './api.ts'
import type { OpenDraft, ShownPage } from './commands.ts'
import { type Draft, pageAfter, pagesToGo } from './domain.ts'
import {
  askedOn,
  KnownSummary,
  PaperNote,
  RegistersAway,
  sourceOfControl,
  VouchNote,
} from './known/pages.tsx'
import { texts as knownTexts } from './known/texts.ts'
import { texts } from './texts.ts'

/** What fields are chosen from, and the files the person has sent. */
function listsFor(context: Context, open: OpenDraft, shown: ShownPage): FormLists {
  const t = textsFor(texts, context.language)
  const { files, offers, vouched } = open
  const taken = new Set([...files.values()].flatMap(({ origin }) => origin?.entry ?? []))
  return {
    ...formLists(context),
    offers: (paper, path) => {
      const found = offers.get(paper)
      return (
        <>
          <PaperNote paper={paper} open={open} />
          {found && <Offers path={path} offers={found} taken={taken} />}
        </>
      )
    },
    instead: (paper) => vouched.some(({ key }) => key === paper) && <VouchNote paper={paper} open={open} />,
    source: sourceOfControl(open, shown, context.language),
    megabytesMax: uploadMegabytesMax,
    file: (id) => {
      const file = files.get(id)
      const isPicture = file?.mediaType.startsWith('image/')
      return (
        file && {
          id,
          name: file.name,
          bytes: file.bytes,
          href: draftLinks.file(id),
          thumbnailHref: isPicture ? draftLinks.thumbnail(id) : undefined,
          note: file.origin
            ? t.fromWallet(file.origin.source)
            : !isPicture && file.pages
              ? t.pdfPages(file.pages)
              : undefined,
          error: file.revokedAt ? t.noLonger : undefined,
        }
      )
    },
  }
}

/** Begins the names of ticks for papers of the wallet; the path of the field follows. */
export const reuseMark = '_reuse.'

/** Giấy tờ có sẵn: one tick instead of an upload, with who vouches and until when; those not in force say why. */
function Offers({
  path,
  offers: { usable, unusable },
  taken,
}: {
  readonly path: string
  readonly offers: PaperOffers
  readonly taken: ReadonlySet<string>
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const free = usable.filter(({ entryId }) => !taken.has(entryId))
  if (free.length === 0 && unusable.length === 0) return null
  return (
    <fieldset class="offers">
      <legend>{free.length > 0 ? t.offersTitle : t.offersNone}</legend>
      {free.map((offer) => {
        const id = `${fieldId(path)}-${offer.entryId}`
        return (
          <div key={offer.entryId} class="choice">
            <input id={id} type="checkbox" name={`${reuseMark}${path}`} value={offer.entryId} />
            <label for={id}>{offer.number ? t.offerNumber(offer.title, offer.number) : offer.title}</label>
            <p class="hint">
              {t.offerSource(offer.agencyName, offer.ownerName)}{' '}
              {offer.validUntil ? t.offerUntil(formatDate(calendarDate(offer.validUntil))) : t.offerNoEnd}{' '}
              {sources[offer.source][language]}.
            </p>
          </div>
        )
      })}
      {unusable.length > 0 && (
        <ul class="offers-not">
          {unusable.map((offer) => (
            <li key={offer.entryId} class="hint">
              {t.offerNot(
                offer.number ? t.offerNumber(offer.title, offer.number) : offer.title,
                offer.why[language],
              )}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}

export type QuestionParts = ShownPage & {
  readonly open: OpenDraft
  readonly errors: readonly FormFault[]
  readonly hasNewQuestions: boolean
  /** Files that came with others were refused. */
  readonly hasRefusedFiles?: boolean
  /** Address of the page before. */
  readonly back: string
  readonly step: number
  readonly steps: number
  /** Come back to the check of all answers afterwards. */
  readonly isCorrection: boolean
}

/** One page of the form. */
export function questionPage(context: Context, parts: QuestionParts): Reply {
  const title = parts.view.page.title[context.language]
  const hasErrors = parts.errors.length > 0
  return page(
    context,
    {
      title: hasErrors ? textsFor(texts, context.language).errorTitle(title) : title,
      noIndex: true,
    },
    <PortalFrame>
      <Question {...parts} lists={listsFor(context, parts.open, parts)} />
    </PortalFrame>,
    hasErrors ? 422 : 200,
  )
}

/** How a question page is kept on the device: each page for itself, the pages of one draft in order. */
export function keptAs({ draft, definition, form, lookups }: OpenDraft, key: string, language: Language) {
  const page = form.pages.find((one) => one.key === key)
  const after = pageAfter(pagesToGo(visiblePages(form, draft.answers, lookups), draft, key), key)
  const next = form.pages.find((one) => one.key === after)
  return {
    title: `${definition.name}: ${page?.title[language] ?? ''}`,
    group: draft.id,
    stamp: draft.pages[key]?.version ?? 0,
    how: { overwrites: true },
    acts: ['continue', 'later'],
    ...(next && { next: { href: draftLinks.page(draft.id, next.key), title: next.title[language] } }),
  }
}

function Question(parts: QuestionParts & { readonly lists: FormLists }) {
  const { language, owner = '' } = usePage()
  const t = useTexts(texts)
  const known = useTexts(knownTexts)
  const { open, view, errors } = parts
  const { draft, definition } = open
  const asked = askedOn(parts)
  const [only, ...others] = view.fields
  const isOneQuestion =
    others.length === 0 &&
    asked.fields.length > 0 &&
    only?.kind === 'one' &&
    only.field.label.vi === view.page.title.vi
  return (
    <QuestionPage>
      <BackLink href={parts.back}>{t.back}</BackLink>
      <ErrorSummary errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))} />
      {parts.hasRefusedFiles && <p>{t.filesKept}</p>}
      {parts.hasNewQuestions && (
        <Notice isResult>
          <p>{t.newQuestions}</p>
        </Notice>
      )}
      <div>
        <p class="kicker">{t.step(parts.step, parts.steps)}</p>
        {!isOneQuestion && <h1>{view.page.title[language]}</h1>}
        <p class="hint">{definition.name}</p>
      </div>
      {view.page.hint && <p>{view.page.hint[language]}</p>}
      <RegistersAway {...parts} />
      <Island of="offline-form" {...keptAs(parts.open, view.page.key, language)} owner={owner}>
        <PostForm
          action={draftLinks.page(draft.id, view.page.key)}
          hidden={{
            _version: draft.version,
            _shown: pathsOf(view).join(' '),
            ...(parts.isCorrection && { _back: 'kiem-tra' }),
          }}
          hasFiles={hasFileField(view)}
          isKept
          class="stack"
        >
          <DefaultButton />
          <KnownSummary {...parts} />
          <FormFields
            view={asked}
            errors={errors}
            lists={parts.lists}
            isPageHeading={isOneQuestion}
            isRevealing
          />
          <ButtonGroup>
            <Button name="act" value="continue">
              {asked.fields.length > 0 ? t.continue : known.confirm}
            </Button>
            <Button kind="secondary" name="act" value="later">
              {t.later}
            </Button>
          </ButtonGroup>
        </PostForm>
      </Island>
      {Object.keys(draft.pages).length > 0 && <SaveIndicator state={{ kind: 'saved', at: draft.savedAt }} />}
    </QuestionPage>
  )
}

/** The button that the Enter key presses is the first of the form, which would otherwise take something out. */
function DefaultButton() {
  return <button class="visually-hidden" name="act" value="continue" tabIndex={-1} aria-hidden="true" />
}

function hasFileField({ page: { fields } }: PageView): boolean {
  return fields.some(
    (field) =>
      field.kind === 'file' || (field.kind === 'group' && field.fields.some(({ kind }) => kind === 'file')),
  )
}

/** Before the first page: what to have at hand, and drafts that are already there. */
export function startPage(
  context: Context,
  parts: {
    readonly procedure: ProcedureDefinition
    readonly drafts: readonly Draft[]
    /** Registers that pressing “begin” asks about the person. */
    readonly asks: readonly RegisterKey[]
  },
): Reply {
  return page(
    context,
    { title: `${textsFor(texts, context.language).startTitle}: ${parts.procedure.name}`, noIndex: true },
    <PortalFrame>
      <Start {...parts} />
    </PortalFrame>,
  )
}

function Start({ procedure, drafts, asks }: Parameters<typeof startPage>[1]) {
  const { language } = usePage()
  const t = useTexts(texts)
  const known = useTexts(knownTexts)
  const papers = papersFor(procedure, {})
  const [newest] = drafts
  return (
    <QuestionPage>
      <BackLink href={serviceLinks.procedure(procedure.code)}>{t.backToService}</BackLink>
      <PageHead kicker={t.startTitle} title={procedure.name} lead={t.startLead} />
      <Section id="can-chuan-bi" title={t.prepare}>
        {papers.length === 0 && <p>{t.prepareNothing}</p>}
        <ul>
          {papers.map(({ paper }) => (
            <li key={paper.key}>
              {paper.name[language]}{' '}
              {paper.required !== true && (
                <span class="hint">{paper.required === false ? t.ifAny : t.inCase}</span>
              )}{' '}
              {paper.vouchedBy && (
                <span class="hint">{known.mayDrop(registerName(paper.vouchedBy.register)[language])}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {newest && (
        <Notice>
          <p>{t.openDraft(formatDateTime(newest.savedAt, language))}</p>
          <LinkButton href={draftLinks.resume(newest.id)}>{t.goOn}</LinkButton>
        </Notice>
      )}
      <PostForm action={serviceLinks.apply(procedure.code)} class="stack">
        {asks.length > 0 && (
          <p class="hint">
            {known.willAsk(
              asks.map((one) => registerName(one)[language]).join(', '),
              asks.map(registerArticle).join(', '),
            )}
          </p>
        )}
        <ButtonGroup>
          <Button kind={newest ? 'secondary' : 'primary'}>{newest ? t.beginNew : t.begin}</Button>
        </ButtonGroup>
      </PostForm>
    </QuestionPage>
  )
}
