/** The page of one draft: what it changes, what is wrong with it, and what is left to do. */

import type { ProcedureFault } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { Button, ButtonGroup, LinkButton, TaskList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { DateInput } from '#ui/people-inputs.tsx'
import { catalogueLinks } from '../../api.ts'
import type { Difference } from '../../versions/difference/domain.ts'
import { Differences } from '../../versions/difference/pages.tsx'
import type { Draft } from '../../versions/domain.ts'
import type { Typed } from '../domain.ts'
import type { RoleNames } from '../drawing/domain.ts'
import { StepsDrawing } from '../drawing/pages.tsx'
import { DesignerFrame, DraftTag } from '../pages.tsx'
import { EditableRules } from '../rules/pages.tsx'
import { texts } from '../texts.ts'

export type DraftView = {
  readonly draft: Draft
  /** The newest version, with which the draft is compared. */
  readonly newest: number
  readonly differences: readonly Difference[]
  readonly faults: readonly (ProcedureFault & { readonly href: string | undefined })[]
  readonly roleNames: RoleNames
  readonly today: CalendarDate
  readonly may: { readonly draft: boolean; readonly approve: boolean; readonly isEditor: boolean }
  readonly problem?: string | undefined
  /** What was typed into the facts and could not be saved. */
  readonly typed?: Typed | undefined
}

export function DraftPage({ view }: { readonly view: DraftView }) {
  return (
    <DesignerFrame code={view.draft.code}>
      <DraftMatter view={view} />
    </DesignerFrame>
  )
}

function DraftMatter({ view }: { readonly view: DraftView }) {
  const t = useTexts(texts)
  const { draft, newest, differences, today, may } = view
  const isOpen = draft.state === 'open' && may.draft
  const shown = may.draft
    ? draft
    : { ...draft, state: draft.state === 'open' ? ('submitted' as const) : draft.state }
  return (
    <>
      <NotDone reason={view.problem} />
      <PageHead
        kicker={`${t.draft} · ${t.basedOn(draft.basedOn)}`}
        title={draft.definition.name}
        tags={<DraftTag state={draft.state} />}
        lead={`${t.editors}: ${draft.editorNames.join(', ')}`}
      />
      <Notices view={view} />
      {(draft.state === 'open' || draft.state === 'submitted') && <Way view={view} />}
      <Section title={t.difference(newest)} id="khac">
        <Differences differences={differences} />
      </Section>
      {isOpen && <Facts view={view} />}
      {draft.state === 'submitted' && may.approve && <Decision view={view} />}
      <Section title={t.steps} id="so-do">
        <StepsDrawing definition={draft.definition} roleNames={view.roleNames} detail="office" />
      </Section>
      <EditableRules draft={shown} today={today} roleNames={view.roleNames} />
      {isOpen && (
        <PostForm action={catalogueLinks.draftAct(draft.id, 'huy')} hidden={{ revision: draft.revision }}>
          <Button kind="quiet" icon="delete">
            {t.discard}
          </Button>
        </PostForm>
      )}
    </>
  )
}

function Notices({ view: { draft, newest, faults, may } }: { readonly view: DraftView }) {
  const t = useTexts(texts)
  const isUnfinished = draft.state === 'open' || draft.state === 'submitted'
  return (
    <>
      {draft.version !== null && draft.validFrom && (
        <Notice tone="success">
          <p>
            <a href={catalogueLinks.procedure(draft.code, draft.version)}>
              {t.becameVersion(draft.version, formatDate(draft.validFrom))}
            </a>
          </p>
        </Notice>
      )}
      {draft.sentBack && (
        <Notice tone="warning" title={t.sentBack}>
          <p>{draft.sentBack}</p>
        </Notice>
      )}
      {isUnfinished && newest !== draft.basedOn && (
        <Notice tone="warning" title={t.olderBase(newest)}>
          <p>{t.olderBaseText}</p>
          {may.draft && draft.state === 'open' && (
            <PostForm
              action={catalogueLinks.draftAct(draft.id, 'da-so-sanh')}
              hidden={{ revision: draft.revision }}
            >
              <Button kind="secondary">{t.compared}</Button>
            </PostForm>
          )}
        </Notice>
      )}
      {draft.importNotes.length > 0 && <ImportNotes draft={draft} />}
      {isUnfinished && faults.length > 0 && (
        <Notice tone="danger" title={t.faults}>
          <ul>
            {faults.map(({ path, message, href }) => (
              <li key={path + message}>
                {href ? <a href={href}>{message}</a> : message} <span class="code">{path}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function ImportNotes({ draft }: Pick<DraftView, 'draft'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Notice tone="warning" title={t.importNotes}>
      <ul>
        {draft.importNotes.map(({ element, text }) => (
          <li key={element + text.vi}>
            <span class="code">{element}</span> {text[language]}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Whether the replay on record is of what the draft says now. */
export const isReplayed = ({ replayRevision, revision }: Draft) => replayRevision === revision
const hasFacts = ({ reason, legal, validFrom }: Draft) => Boolean(reason && legal && validFrom)

function Way({ view: { draft, faults, may } }: { readonly view: DraftView }) {
  const t = useTexts(texts)
  const { id, revision, state } = draft
  const isSent = state === 'submitted'
  const ready = faults.length === 0 && hasFacts(draft)
  return (
    <Section title={t.way} id="con-lai" isPanel>
      <TaskList
        tasks={[
          { label: t.wayContent, href: '#buoc', state: faults.length === 0 ? 'done' : 'error' },
          { label: t.wayFacts, href: '#du-kien', state: hasFacts(draft) ? 'done' : 'todo' },
          {
            label: t.wayReplay,
            href: catalogueLinks.replay(id),
            state: isReplayed(draft) ? 'done' : 'todo',
            hint: isReplayed(draft) ? undefined : draft.replay ? t.replayOld : t.replayNone,
          },
          { label: t.waySend, href: '#gui', state: isSent ? 'done' : ready ? 'todo' : 'blocked' },
          { label: t.wayApprove, href: '#duyet', state: isSent ? 'todo' : 'blocked' },
        ]}
      />
      <div class="act-row" id="gui">
        {may.draft && (
          <PostForm
            action={catalogueLinks.draftAct(id, isSent ? 'rut-ve' : 'gui-duyet')}
            hidden={{ revision }}
          >
            <Button kind={isSent ? 'secondary' : 'primary'} icon={isSent ? 'edit' : 'send'}>
              {isSent ? t.takeBack : t.send}
            </Button>
          </PostForm>
        )}
        <LinkButton href={catalogueLinks.replay(id)} kind="secondary" icon="refresh">
          {t.replayOpen}
        </LinkButton>
      </div>
    </Section>
  )
}

function Facts({ view: { draft, typed } }: { readonly view: DraftView }) {
  const t = useTexts(texts)
  const text = (name: string, stored: string) => {
    const value = typed?.[name]
    return typeof value === 'string' ? value : stored
  }
  const [year = '', month = '', day = ''] = draft.validFrom?.split('-') ?? []
  return (
    <Section title={t.facts} id="du-kien">
      <PostForm
        action={catalogueLinks.draftAct(draft.id, 'du-kien')}
        hidden={{ revision: draft.revision }}
        class="stack result-form"
      >
        <TextArea
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={2}
          value={text('reason', draft.reason)}
        />
        <TextInput
          name="legal"
          label={t.legal}
          hint={t.legalHint}
          value={text('legal', draft.legal)}
          maxLength={500}
        />
        <DateInput
          name="validFrom"
          label={t.validFrom}
          hint={t.dayHint}
          value={{
            day: text('validFrom.day', day && String(Number(day))),
            month: text('validFrom.month', month && String(Number(month))),
            year: text('validFrom.year', year),
          }}
        />
        <ButtonGroup>
          <Button kind="secondary">{t.save}</Button>
        </ButtonGroup>
      </PostForm>
    </Section>
  )
}

function Decision({ view: { draft, may } }: { readonly view: DraftView }) {
  const t = useTexts(texts)
  const { id, revision, validFrom } = draft
  return (
    <Section title={t.approveTitle} id="duyet" isPanel>
      <dl class="changes">
        <div>
          <dt>{t.reason}</dt>
          <dd>{draft.reason}</dd>
        </div>
        <div>
          <dt>{t.legal}</dt>
          <dd>{draft.legal}</dd>
        </div>
      </dl>
      {validFrom && <p>{t.approveText(formatDate(validFrom))}</p>}
      {may.isEditor ? (
        <Notice tone="warning">
          <p>{t.ownDraft}</p>
        </Notice>
      ) : (
        <PostForm action={catalogueLinks.draftAct(id, 'duyet')} hidden={{ revision }}>
          <Button icon="check">{t.approve}</Button>
        </PostForm>
      )}
      <PostForm action={catalogueLinks.draftAct(id, 'tra-lai')} hidden={{ revision }} class="stack">
        <TextInput name="note" label={t.sendBackNote} maxLength={1000} />
        <ButtonGroup>
          <Button kind="secondary">{t.sendBack}</Button>
        </ButtonGroup>
      </PostForm>
    </Section>
  )
}
