/** The page of one result: its draft or its paper at the left, what was changed and what to do at the right. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Select } from '#ui/choices.tsx'
import { DocumentViewer } from '#ui/documents.tsx'
import { Button, ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { CommentThread } from '#ui/timeline.tsx'
import { resultLinks } from '../api.ts'
import {
  type Change,
  commonTemplate,
  documentKinds,
  type ResultContent,
  wordsChanged,
} from '../content/domain.ts'
import type { ResultState } from '../domain.ts'
import type { ResultView } from './commands.ts'
import { templateFor } from './commands.ts'
import { type Done, doneTexts, texts } from './texts.ts'

export type Shown = {
  readonly view: ResultView
  readonly done?: Done | undefined
  readonly problem?: Problem | undefined
  readonly mayWithdraw?: boolean | undefined
}

const tones: Record<ResultState | 'none', StatusTone> = {
  none: 'waiting',
  draft: 'progress',
  proposed: 'warning',
  signed: 'success',
  cancelled: 'done',
  withdrawn: 'danger',
}

export function ResultPage(shown: Shown) {
  return (
    <OfficeFrame>
      <Body {...shown} />
    </OfficeFrame>
  )
}

function Body({ view, done, problem, mayWithdraw }: Shown) {
  const t = useTexts(texts)
  const { paperwork, result, may } = view
  const state = result?.state ?? 'none'
  const edits = may.has('draft')
  return (
    <>
      <NotDone reason={problem?.detail} />
      {done && !problem && <Notice tone="success" title={t[doneTexts[done]]} isResult />}
      <PageHead
        kicker={t.result}
        title={view.content.title}
        tags={
          <>
            <a class="dossier-code" href={deskLinks.dossier(paperwork.code)}>
              {paperwork.code}
            </a>
            <StatusTag tone={tones[state]}>{t[state]}</StatusTag>
            {result?.numberLabel && <strong>{result.numberLabel}</strong>}
          </>
        }
      />
      <div class="result-split">
        {edits ? <DraftForm view={view} /> : <Paper view={view} />}
        <div class="dossier-work">
          <Todo view={view} mayWithdraw={mayWithdraw ?? false} />
          <Changes view={view} />
          <Opinions view={view} />
          <Facts view={view} />
        </div>
      </div>
    </>
  )
}

function Paper({ view }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  const { paperwork, result } = view
  const isSigned = result?.state === 'signed'
  const href = isSigned ? resultLinks.pdf(paperwork.code) : resultLinks.preview(paperwork.code)
  if (!result) return <Notice title={t.none} />
  return (
    <div class="result-paper">
      <DocumentViewer
        title={isSigned ? t.signedPaper : t.previewTitle}
        href={href}
        contentType="application/pdf"
      />
    </div>
  )
}

function DraftForm({ view }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  const { paperwork, result, kind, content, before, procedure } = view
  const isCommon = templateFor(procedure, kind) === commonTemplate
  const was = new Map(before.rows.map(({ key, value }) => [key, value]))
  const page = resultLinks.work(paperwork.code)
  return (
    <div>
      <nav class="queue-tabs" aria-label={t.chooseKind}>
        <ul>
          {(['grant', 'refusal'] as const).map((one) => (
            <li key={one}>
              <a href={`${page}?loai=${kindWords[one]}`} aria-current={one === kind ? 'page' : undefined}>
                {t[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <PostForm
        action={`${page}/luu`}
        hidden={{ resultVersion: result?.version ?? 0, kind }}
        class="stack result-form"
      >
        {kind === 'grant' && <p class="hint">{t.prefillHint}</p>}
        {isCommon && <CommonFields content={content} before={before} kind={kind} />}
        {content.rows.length > 0 && (
          <fieldset class="field result-rows">
            <legend class="label">{t.rows}</legend>
            {content.rows.map(({ key, label, value }) => (
              <Row key={key} name={`row.${key}`} label={label} value={value} before={was.get(key) ?? ''} />
            ))}
          </fieldset>
        )}
        <ButtonGroup>
          <Button kind={result?.state === 'draft' ? 'secondary' : 'primary'} icon="check">
            {t.save}
          </Button>
          {result && (
            <LinkButton href={resultLinks.preview(paperwork.code)} kind="secondary" icon="document">
              {t.preview}
            </LinkButton>
          )}
        </ButtonGroup>
      </PostForm>
    </div>
  )
}

export const kindWords = { grant: 'cap', refusal: 'tu-choi' } as const

type Mended = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly before: string
  readonly hint?: string | undefined
  readonly rows?: number | undefined
}

/** An input that says what stood there before it was changed. */
function Row({ name, label, value, before, hint, rows }: Mended) {
  const t = useTexts(texts)
  const changed = value !== before && (before === '' ? t.wasEmpty : t.wasFilled(before))
  const input = { name, label, value, hint: changed || hint, isOptional: undefined }
  const isLong = rows !== undefined || value.length > 90 || value.includes('\n')
  return (
    <div class={changed ? 'result-changed' : undefined}>
      {isLong ? <TextArea {...input} rows={rows ?? 3} /> : <TextInput {...input} maxLength={4000} />}
    </div>
  )
}

type CommonProps = {
  readonly content: ResultContent
  readonly before: ResultContent
  readonly kind: ResultView['kind']
}

function CommonFields({ content, before, kind }: CommonProps) {
  const t = useTexts(texts)
  const isRefusal = kind === 'refusal'
  return (
    <>
      {isRefusal ? (
        <input type="hidden" name="documentKind" value={content.documentKind} />
      ) : (
        <Select
          name="documentKind"
          label={t.documentKind}
          value={content.documentKind}
          choices={documentKinds.map((value) => ({ value, label: value }))}
        />
      )}
      <Row name="title" label={t.title} value={content.title} before={before.title} />
      <TextArea
        name="paragraphs"
        label={isRefusal ? t.reason : t.paragraphs}
        hint={isRefusal ? t.groundHint : t.paragraphsHint}
        value={content.paragraphs}
        rows={isRefusal ? 6 : 3}
        isOptional={!isRefusal}
      />
      <TextArea
        name="legal"
        label={t.legal}
        hint={t.linesHint}
        value={content.legal}
        rows={Math.max(3, content.legal.split('\n').length + 1)}
      />
    </>
  )
}

function Todo({ view, mayWithdraw }: { readonly view: ResultView; readonly mayWithdraw: boolean }) {
  const t = useTexts(texts)
  const { may, result, paperwork, dossier } = view
  const versions = { version: dossier.version, resultVersion: result?.version ?? 0 }
  const to = (act: string) => `${resultLinks.work(paperwork.code)}/${act}`
  return (
    <Section title={t.todo} id="viec" isPanel>
      {may.size === 0 && !mayWithdraw && <p>{t.nothing}</p>}
      {may.has('propose') && !may.has('approve') && (
        <PostForm action={to('trinh')} hidden={versions} class="act">
          {result ? <TextArea name="note" label={t.note} rows={3} isOptional /> : <p>{t.saveFirst}</p>}
          {result && <Button icon="send">{t.propose}</Button>}
        </PostForm>
      )}
      {may.has('approve') && result && (
        <PostForm action={to('duyet')} hidden={versions} class="act">
          <TextArea name="note" label={t.note} rows={3} isOptional />
          <Button icon="check">{t.approve}</Button>
        </PostForm>
      )}
      {may.has('sign') && <SignForm view={view} />}
      {may.has('confirm') && (result?.state === 'signed' || dossier.state === 'done') && (
        <PostForm action={to('vao-so')} hidden={versions} class="act">
          <Button icon="seal">{t.confirm}</Button>
        </PostForm>
      )}
      {may.has('handBack') && (
        <ReasonForm
          action={to('tra-lai')}
          hidden={versions}
          summary={t.handBack}
          label={t.handBackReason}
          button={t.handBack}
        />
      )}
      {may.has('cancel') && result && (
        <ReasonForm
          action={to('huy')}
          hidden={versions}
          summary={t.cancel}
          hint={t.cancelHint}
          label={t.reason}
          button={t.cancel}
          isDanger
        />
      )}
      {mayWithdraw && (
        <ReasonForm
          action={to('thu-hoi')}
          hidden={versions}
          summary={t.withdraw}
          hint={t.withdrawHint}
          label={t.reason}
          button={t.withdraw}
          isDanger
        />
      )}
    </Section>
  )
}

function SignForm({ view: { result, paperwork } }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  if (result?.state !== 'proposed') return <p>{t.notProposed}</p>
  return (
    <PostForm
      action={resultLinks.sign()}
      hidden={{ chosen: `${paperwork.code}_${result.id}_${result.version}` }}
      class="act"
    >
      <p class="hint">{t.signHint}</p>
      <Button icon="pen">{t.sign}</Button>
    </PostForm>
  )
}

type ReasonProps = {
  readonly action: string
  readonly hidden: Readonly<Record<string, number>>
  readonly summary: string
  readonly label: string
  readonly button: string
  readonly hint?: string | undefined
  readonly isDanger?: boolean | undefined
}

function ReasonForm({ action, hidden, summary, label, button, hint, isDanger }: ReasonProps) {
  return (
    <Disclosure summary={summary}>
      <PostForm action={action} hidden={hidden} class="act">
        {hint && <p class="hint">{hint}</p>}
        <TextArea name="reason" label={label} rows={3} />
        <Button kind={isDanger ? 'danger' : 'secondary'}>{button}</Button>
      </PostForm>
    </Disclosure>
  )
}

function Changes({ view: { changes, result } }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  if (!result) return null
  return (
    <Section title={t.changes} id="da-sua">
      <p>{changes.length === 0 ? t.noChanges : t.changesLead(changes.length)}</p>
      <ChangeList changes={changes} />
    </Section>
  )
}

/** Word by word: struck through is what went, underlined is what came; both are also said in words. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTexts(texts)
  if (changes.length === 0) return null
  return (
    <dl class="changes">
      {changes.map(({ key, label, before, after }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {wordsChanged(before, after).map((word, index) => {
              if (word.is === 'kept') return <span key={`${index} ${word.is}`}>{word.text}</span>
              const Mark = word.is === 'removed' ? 'del' : 'ins'
              return (
                <Mark key={`${index} ${word.is}`}>
                  <span class="visually-hidden">{t[word.is]} </span>
                  {word.text}
                </Mark>
              )
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Opinions({ view: { opinions } }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  return (
    <Section title={t.opinions} id="y-kien">
      <CommentThread
        empty={t.noOpinion}
        comments={opinions.map(({ name, step, text, at }) => ({ author: name, post: step, body: text, at }))}
      />
    </Section>
  )
}

function Facts({ view: { paperwork } }: { readonly view: ResultView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={t.facts} id="ho-so">
      <SummaryList
        rows={[
          { term: t.code, value: <a href={deskLinks.dossier(paperwork.code)}>{paperwork.code}</a> },
          { term: t.procedure, value: paperwork.procedureName },
          { term: t.applicant, value: paperwork.applicantName },
          ...(paperwork.dueAt ? [{ term: t.due, value: formatDateTime(paperwork.dueAt, language) }] : []),
        ]}
      />
    </Section>
  )
}
