/** The guide to the API, and a page for every refusal. */

import type { DeclaredProblem } from '#kernel/errors.ts'
import type { ApiEndpoint } from '#kernel/openapi.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { scopesIn } from '#kernel/policy.ts'
import { LinkButton } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Reading } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { adviceFor, anchorOf, type Block, splitCode } from './domain.ts'
import { texts } from './texts.ts'

type GuideProps = { readonly guide: readonly Block[]; readonly endpoints: readonly ApiEndpoint[] }

export function GuidePage(props: GuideProps) {
  return (
    <PortalFrame>
      <Guide {...props} />
    </PortalFrame>
  )
}

function Guide({ guide, endpoints }: GuideProps) {
  const t = useTexts(texts)
  return (
    <>
      <Reading>
        {guide.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the guide never changes while it is shown
          <GuideBlock key={index} block={block} />
        ))}
        <p>
          <a href="/api/problems">{t.allProblems}</a>
        </p>
      </Reading>
      <Calls endpoints={endpoints} />
    </>
  )
}

function GuideBlock({ block }: { readonly block: Block }) {
  const { language } = usePage()
  if (block.kind === 'code')
    return (
      // Long lines scroll inside; the keyboard must be able to reach them.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region needs the focus
      <pre class="example" tabindex={0}>
        <code>{block.text}</code>
      </pre>
    )
  const text = block.words[language]
  if (block.kind === 'paragraph')
    return (
      <p>
        <Words text={text} />
      </p>
    )
  return block.level === 1 ? <PageHead title={text} /> : <h2 id={anchorOf(block.words)}>{text}</h2>
}

function Words({ text }: { readonly text: string }) {
  return (
    <>
      {splitCode(text).map((part, index) => {
        if (index % 2 === 0) return part
        const code = <code key={part}>{part}</code>
        return part.startsWith('/api') ? (
          <a key={part} href={part}>
            {code}
          </a>
        ) : (
          code
        )
      })}
    </>
  )
}

function Calls({ endpoints }: Pick<GuideProps, 'endpoints'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.calls}
      rows={endpoints}
      rowKey={({ method, path }) => `${method} ${path}`}
      empty={<p>{t.noCalls}</p>}
      columns={[
        {
          key: 'call',
          label: t.call,
          isRowHead: true,
          cell: ({ method, path }) => <code>{`${method} ${path.replace(/:(\w+)/g, '{$1}')}`}</code>,
        },
        { key: 'does', label: t.does, cell: ({ api }) => api.summary[language] },
        {
          key: 'scope',
          label: t.scope,
          cell: ({ access }) => scopesIn(access).join(` ${t.or} `) || t.anyone,
        },
      ]}
    />
  )
}

export function ProblemListPage({ problems }: { readonly problems: readonly DeclaredProblem[] }) {
  return (
    <PortalFrame>
      <ProblemList problems={problems} />
    </PortalFrame>
  )
}

function ProblemList({ problems }: { readonly problems: readonly DeclaredProblem[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <PageHead title={t.problems} lead={t.problemsLead} />
      <Table
        caption={t.problems}
        isCaptionHidden
        rows={problems}
        rowKey={({ code }) => code}
        empty={<p>{t.noCalls}</p>}
        columns={[
          {
            key: 'code',
            label: t.code,
            isRowHead: true,
            cell: ({ code }) => <a href={`/api/problems/${code}`}>{code}</a>,
          },
          { key: 'status', label: t.status, isFigure: true, cell: ({ status }) => status },
          { key: 'means', label: t.means, cell: ({ sentence }) => sentence[language] },
        ]}
      />
    </>
  )
}

export function DeclaredProblemPage({ problem }: { readonly problem: DeclaredProblem }) {
  return (
    <PortalFrame>
      <DeclaredProblemText problem={problem} />
    </PortalFrame>
  )
}

function DeclaredProblemText({ problem }: { readonly problem: DeclaredProblem }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Reading>
      <PageHead kicker={`${t.status} ${problem.status}`} title={problem.title[language]} />
      <p>
        {t.code}: <code>{problem.code}</code>
      </p>
      <h2>{t.means}</h2>
      <p>{problem.sentence[language]}</p>
      {problem.sentence[language].includes('{') && <p class="hint">{t.details}</p>}
      <h2>{t.todo}</h2>
      <p>{adviceFor(problem.kind)[language]}</p>
      <LinkButton kind="secondary" href="/api/problems">
        {t.allProblems}
      </LinkButton>
    </Reading>
  )
}
