/** Sổ cái: check a receipt, the newest heads, how to check without us. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import type { Verdict } from '#kernel/receipts.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { verdictWords } from '#kernel/verdicts.ts'
import { Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { Field, inputAttributes, TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { ledgerLinks } from '../api.ts'
import { findingKinds } from '../monitor/domain.ts'
import type { FoundLeaf } from '../proofs/store.ts'
import { texts } from '../texts.ts'
import type { LedgerView } from './commands.ts'

export type LedgerShown = {
  readonly view: LedgerView
  readonly verdict?: Verdict | undefined
  readonly typed?: string | undefined
  readonly problem?: string | undefined
}

export function LedgerPage(shown: LedgerShown) {
  return (
    <PortalFrame>
      <Ledger {...shown} />
    </PortalFrame>
  )
}

function Ledger({ view, verdict, typed, problem }: LedgerShown) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      {problem && <ErrorSummary errors={[{ name: 'noi-dung', message: problem }]} />}
      <PageHead title={t.title} lead={t.lead} />
      {verdict && <Answer verdict={verdict} />}
      <Section title={t.check} id="kiem-tra" isPanel>
        <PostForm action={ledgerLinks.check()} hasFiles class="stack">
          <TextArea
            name="noi-dung"
            label={t.receipt}
            hint={t.receiptHint}
            value={typed}
            error={problem}
            rows={6}
            isOptional
          />
          <Field name="tep" label={t.file} hint={t.fileHint} isOptional>
            <input
              {...inputAttributes({ name: 'tep', label: t.file, hint: t.fileHint, isOptional: true })}
              class="input-file"
              type="file"
              accept=".tlog-proof,text/plain"
            />
          </Field>
          <p class="hint">{t.privacy}</p>
          <Button icon="shield">{t.act}</Button>
        </PostForm>
      </Section>
      <Heads view={view} />
      <Stamped view={view} />
      <LastCheck view={view} />
      <Section title={t.offline} id="ngoai-mang">
        <p>{t.offlineText}</p>
        <p>
          <LinkButton href={ledgerLinks.offline()} kind="secondary" icon="download">
            {t.offlineAct}
          </LinkButton>
        </p>
        <p>{t.commandText}</p>
        <pre class="example">
          <code>npm run socai -- verify-receipt ho-so.tlog-proof --keys khoa.txt</code>
        </pre>
      </Section>
      <Keys view={view} />
    </div>
  )
}

function Answer({ verdict }: { readonly verdict: Verdict }) {
  const { language } = usePage()
  const { tone, title, text, rows } = verdictWords(verdict, language)
  return (
    <div class="verdict stack">
      <Notice tone={tone} title={title} isResult>
        <p>{text}</p>
      </Notice>
      {rows.length > 0 && (
        <SummaryList
          rows={rows.map(({ term, value }) => ({ term, value: <span class="long-code">{value}</span> }))}
        />
      )}
    </div>
  )
}

function Heads({ view: { heads } }: { readonly view: LedgerView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={t.heads} id="diem-chot">
      <p>{t.headsHint}</p>
      <Table
        caption={t.tree}
        isCaptionHidden
        isCards
        rows={heads}
        rowKey={({ tree }) => tree}
        empty={t.noHead}
        columns={[
          { key: 'tree', label: t.tree, isRowHead: true, cell: ({ tree }) => t[tree] },
          { key: 'size', label: t.size, isFigure: true, cell: ({ size }) => formatNumber(size, language) },
          {
            key: 'root',
            label: t.root,
            cell: ({ root }) => <code class="long-code">{root.toString('hex')}</code>,
          },
          { key: 'at', label: t.signedAt, cell: ({ at }) => formatDateTime(at, language) },
          {
            key: 'witnesses',
            label: t.witnesses,
            cell: ({ witnesses }) => (witnesses.length > 0 ? witnesses.join(', ') : t.noWitness),
          },
        ]}
      />
    </Section>
  )
}

/** Where no authority stamps this installation, nothing is said. */
function Stamped({ view: { stamp } }: { readonly view: LedgerView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!stamp) return null
  return (
    <Section title={t.stamp} id="dau-thoi-gian">
      <p>
        {t.stampText(formatDateTime(stamp.at, language), stamp.authority, formatNumber(stamp.size, language))}
      </p>
      <p class="actions">
        <a href={ledgerLinks.stamped(stamp.size)}>{t.stampedAct}</a>
        <a href={ledgerLinks.stamp(stamp.size)}>{t.stampAct}</a>
      </p>
    </Section>
  )
}

function LastCheck({ view: { lastCheck } }: { readonly view: LedgerView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!lastCheck)
    return (
      <Section title={t.lastCheck} id="tu-kiem-tra">
        <p>{t.noCheck}</p>
      </Section>
    )
  const { at, leaves, findings } = lastCheck
  const time = formatDateTime(at, language)
  return (
    <Section title={t.lastCheck} id="tu-kiem-tra">
      {findings.length === 0 ? (
        <Notice tone="success">
          <p>{t.allWell(time, formatNumber(leaves, language))}</p>
        </Notice>
      ) : (
        <Notice tone="danger" title={t.amiss(time, findings.length)}>
          <ul>
            {findings.slice(0, 20).map(({ kind, tree, where }) => (
              <li key={`${kind} ${where}`}>
                {findingKinds[kind][language]} ({t[tree]}, {where})
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Section>
  )
}

function Keys({ view: { keys } }: { readonly view: LedgerView }) {
  const t = useTexts(texts)
  return (
    <Disclosure summary={t.keys}>
      <p>{t.keysText}</p>
      <ul>
        {keys.map(({ key, role }) => (
          <li key={key}>
            {t[role]}: <code class="long-code">{key}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={ledgerLinks.keys()}>{t.keysAct}</a>
      </p>
    </Disclosure>
  )
}

export function LeafPage({
  found,
  start,
}: {
  readonly found: FoundLeaf | undefined
  readonly start: string
}) {
  return (
    <PortalFrame>
      <Leaf found={found} start={start} />
    </PortalFrame>
  )
}

function Leaf({ found, start }: { readonly found: FoundLeaf | undefined; readonly start: string }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="stack">
      <PageHead title={t.leafTitle} />
      <Notice
        tone={found ? 'success' : 'warning'}
        title={found ? t.leafFound(formatNumber(found.index, language), t[found.tree]) : t.leafMissing}
        isResult
      >
        <p>{found ? t.leafFoundHint : t.leafMissingHint}</p>
      </Notice>
      <SummaryList
        rows={[
          { term: t.leaf, value: <code class="long-code">{found?.leaf.toString('hex') ?? start}</code> },
        ]}
      />
      <p>
        <a href={ledgerLinks.home()}>{t.title}</a>
      </p>
    </div>
  )
}
