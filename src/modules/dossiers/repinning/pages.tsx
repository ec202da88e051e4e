/** What a replay found, and moving open dossiers to the version in force. */

import type { ComponentChildren } from 'preact'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatVnd } from '#kernel/text.ts'
import { catalogueLinks } from '#modules/services/api.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import { deskLinks } from '../api.ts'
import type { RepinOutcome, RepinView } from './commands.ts'
import { type Change, groups, type Summary } from './domain.ts'
import type { ReplayView } from './replay/commands.ts'
import { texts } from './texts.ts'

function useCrumbs(code: string) {
  const t = useTexts(texts)
  return [
    { href: catalogueLinks.list(), label: t.procedures },
    { href: catalogueLinks.procedure(code), label: code },
  ]
}

function Frame({ code, children }: { readonly code: string; readonly children: ComponentChildren }) {
  return <OfficeFrame breadcrumb={useCrumbs(code)}>{children}</OfficeFrame>
}

export function ReplayPage({ view }: { readonly view: ReplayView }) {
  return (
    <Frame code={view.draft.code}>
      <ReplayMatter view={view} />
    </Frame>
  )
}

const amounts = [50, 200, 1000, 5000] as const

function ReplayMatter({ view }: { readonly view: ReplayView }) {
  const t = useTexts(texts)
  const { draft, replay, mayRun } = view
  const isRunning = replay !== undefined && replay.finishedAt === null
  return (
    <>
      <BackLink href={catalogueLinks.draft(draft.id)}>{t.back}</BackLink>
      <PageHead kicker={draft.definition.name} title={t.replay} lead={t.replayLead} />
      {isRunning && (
        <Notice isResult>
          <p>{t.running(replay.done, replay.total)}</p>
          <progress value={replay.done} max={Math.max(1, replay.total)} aria-label={t.replay} />
        </Notice>
      )}
      {replay?.finishedAt && replay.draftRevision !== draft.replayRevision && (
        <Notice tone="warning">
          <p>{t.old}</p>
        </Notice>
      )}
      {replay?.summary && <Found view={view} summary={replay.summary} />}
      {mayRun && !isRunning && (
        <PostForm action={catalogueLinks.replay(draft.id)} class="stack result-form">
          <Select
            name="wanted"
            label={t.wanted}
            value={String(replay?.wanted ?? amounts[0])}
            placeholder={null}
            width="short"
            choices={amounts.map((value) => ({ value: String(value), label: String(value) }))}
          />
          <ButtonGroup>
            <Button icon="refresh">{replay ? t.runAgain : t.run}</Button>
          </ButtonGroup>
        </PostForm>
      )}
    </>
  )
}

function Found({ view, summary }: { readonly view: ReplayView; readonly summary: Summary }) {
  const t = useTexts(texts)
  const { total, same, counts, firstOn, lastOn } = summary
  const { draft, group, maySee } = view
  if (total === 0) return <p>{t.none}</p>
  const rows = groups.map((key) => ({ key, count: counts[key] }))
  return (
    <Section title={t.result(total, same)} id="ket-qua">
      {firstOn && lastOn && <p class="hint">{t.period(formatDate(firstOn), formatDate(lastOn))}</p>}
      <Table
        caption={t.replay}
        isCaptionHidden
        rows={rows}
        rowKey={({ key }) => key}
        isCurrent={({ key }) => key === group}
        empty={t.none}
        columns={[
          {
            key: 'who',
            label: t.who,
            isRowHead: true,
            cell: ({ key, count }) =>
              maySee && count > 0 ? (
                <a href={`${catalogueLinks.replay(draft.id)}?nhom=${key}#ho-so`}>{t[`group.${key}`]}</a>
              ) : (
                t[`group.${key}`]
              ),
          },
          { key: 'count', label: t.count, isFigure: true, cell: ({ count }) => count },
          {
            key: 'bar',
            label: '%',
            isSecondary: true,
            cell: ({ key, count }) => <Bar share={count / total} kind={key} />,
          },
        ]}
      />
      {group && maySee && <Behind view={view} group={group} />}
    </Section>
  )
}

/** How large a part of all it is; the figure beside it says the same. */
function Bar({ share, kind }: { readonly share: number; readonly kind: string }) {
  return (
    <svg
      class={`replay-bar replay-bar-${kind}`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="replay-bar-ground" width="100" height="10" />
      <rect class="replay-bar-part" width={Math.round(share * 1000) / 10} height="10" />
    </svg>
  )
}

function Behind({
  view: { rows },
  group,
}: {
  readonly view: ReplayView
  readonly group: (typeof groups)[number]
}) {
  const t = useTexts(texts)
  return (
    <Section title={`${t.behind}: ${t[`group.${group}`]}`} id="ho-so" level={3}>
      <Table
        caption={t.behind}
        isCaptionHidden
        rows={rows}
        rowKey={({ code }) => code}
        empty={t.behindNone}
        columns={[
          {
            key: 'code',
            label: t.dossier,
            isRowHead: true,
            isCode: true,
            cell: ({ code }) => <a href={deskLinks.dossier(code)}>{code}</a>,
          },
          { key: 'filed', label: t.filed, isCode: true, cell: ({ openedAt }) => formatDate(openedAt) },
          { key: 'difference', label: t.difference, cell: ({ change }) => <ChangeWords change={change} /> },
        ]}
      />
    </Section>
  )
}

function ChangeWords({ change }: { readonly change: Change }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { due, feeVnd, stepsAdded, stepsRemoved, papersMissing, answersWrong } = change
  const [before, after] = due
  const day = (text: string) => formatDateTime(new Date(text), language)
  const said = [
    ...(before && after && before !== after ? [t.due(day(before), day(after))] : []),
    ...(feeVnd[0] === feeVnd[1]
      ? []
      : [t.fee(formatVnd(feeVnd[0], language), formatVnd(feeVnd[1], language))]),
    ...(stepsAdded.length > 0 ? [t.stepsAdded(stepsAdded.join(', '))] : []),
    ...(stepsRemoved.length > 0 ? [t.stepsRemoved(stepsRemoved.join(', '))] : []),
    ...(papersMissing.length > 0 ? [t.papersMissing(papersMissing.join(', '))] : []),
    ...answersWrong,
  ]
  return <>{said.length > 0 ? said.join('; ') : t.same}</>
}

export type RepinPageView = RepinView & {
  readonly outcomes?: readonly RepinOutcome[] | undefined
  readonly problem?: string | undefined
  readonly reason?: string | undefined
}

export function RepinPage({ view }: { readonly view: RepinPageView }) {
  return (
    <Frame code={view.code}>
      <RepinMatter view={view} />
    </Frame>
  )
}

function RepinMatter({ view }: { readonly view: RepinPageView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, target, lines, outcomes = [], problem } = view
  const refused = outcomes.flatMap(({ code: one, refused: why }) => (why ? [{ code: one, why }] : []))
  const missing = [...new Map(lines.flatMap(({ dossier, lacks }) => namesOf(dossier.work, lacks))).entries()]
  return (
    <>
      {problem && (
        <Notice tone="danger" title={t.refused} isResult>
          <p>{problem}</p>
        </Notice>
      )}
      {outcomes.length > refused.length && (
        <Notice tone="success" isResult>
          <p>{t.moved(outcomes.length - refused.length)}</p>
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="danger" title={t.refused} isResult>
          <ul>
            {refused.map(({ code: one, why }) => (
              <li key={one}>
                <span class="code">{one}</span> {why[language]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <PageHead kicker={target.definition.name} title={t.repin} lead={t.repinLead(target.version)} />
      <PostForm action={catalogueLinks.repin(code)} hidden={{ version: target.version }} class="stack">
        <Table
          caption={t.repin}
          isCaptionHidden
          rows={lines}
          rowKey={({ dossier }) => dossier.code}
          empty={t.openNone}
          selection={{
            name: 'chosen',
            value: ({ dossier }) => `${dossier.code}_${dossier.rowVersion}`,
            label: ({ dossier }) => dossier.code,
          }}
          columns={[
            {
              key: 'code',
              label: t.dossier,
              isRowHead: true,
              isCode: true,
              cell: ({ dossier }) => <a href={deskLinks.dossier(dossier.code)}>{dossier.code}</a>,
            },
            { key: 'version', label: t.onVersion, isFigure: true, cell: ({ dossier }) => dossier.version },
            {
              key: 'step',
              label: t.atStep,
              cell: ({ dossier, lacks }) =>
                dossier.work
                  .map(({ key, name }) => (lacks.includes(key) ? `${name} (${t.lacks})` : name))
                  .join(', '),
            },
            { key: 'difference', label: t.difference, cell: ({ change }) => <ChangeWords change={change} /> },
          ]}
        />
        {missing.length > 0 && (
          <Section title={t.mapTitle} id="buoc-thay" level={3}>
            {missing.map(([key, name]) => (
              <Select
                key={key}
                name={`map.${key}`}
                label={t.mapTo(name)}
                choices={target.definition.steps.map((step) => ({
                  value: step.key,
                  label: step.name[language],
                }))}
                isOptional
              />
            ))}
          </Section>
        )}
        {lines.length > 0 && (
          <>
            <TextInput
              name="reason"
              label={t.reason}
              hint={t.reasonHint}
              value={view.reason}
              maxLength={1000}
            />
            <ButtonGroup>
              <Button icon="refresh">{t.move}</Button>
            </ButtonGroup>
          </>
        )}
      </PostForm>
      <Lately view={view} />
    </>
  )
}

function namesOf(
  work: readonly { readonly key: string; readonly name: string }[],
  lacks: readonly string[],
): (readonly [string, string])[] {
  return work.filter(({ key }) => lacks.includes(key)).map(({ key, name }) => [key, name] as const)
}

function Lately({ view: { repins, code } }: { readonly view: RepinPageView }) {
  const t = useTexts(texts)
  return (
    <Table
      caption={t.lately}
      rows={repins}
      rowKey={({ id }) => id}
      empty={t.latelyNone}
      columns={[
        {
          key: 'code',
          label: t.dossier,
          isRowHead: true,
          isCode: true,
          cell: (repin) => <a href={deskLinks.dossier(repin.code)}>{repin.code}</a>,
        },
        { key: 'fromTo', label: t.fromTo, isCode: true, cell: ({ from, to }) => `${from} → ${to}` },
        { key: 'reason', label: t.reason, cell: ({ reason }) => reason },
        {
          key: 'by',
          label: t.by,
          isSecondary: true,
          cell: ({ doneByName, doneAt }) => `${doneByName}, ${formatDateTime(doneAt)}`,
        },
        {
          key: 'undo',
          label: t.undo,
          cell: ({ id, canUndo, undoneAt }) =>
            canUndo ? (
              <PostForm action={`${catalogueLinks.repin(code)}/hoan-tac`} hidden={{ id }} class="act-row">
                <Button kind="quiet">{t.undo}</Button>
              </PostForm>
            ) : (
              <span class="hint">{undoneAt ? t.undone : t.undoNot}</span>
            ),
        },
      ]}
    />
  )
}
