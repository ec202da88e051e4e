/** Pages that belong to no area of work. */

import type { Problem } from '#kernel/errors.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { DisplayChoices, ReadAloud } from '#ui/frame-parts.tsx'
import { PageHead, Reading, Section } from '#ui/layout.tsx'
import { texts } from './texts.ts'

/** What went wrong, what to do, whom to call. */
export function ProblemPage({ problem }: { readonly problem: Problem }) {
  return (
    <PortalFrame>
      <ProblemText problem={problem} />
    </PortalFrame>
  )
}

function ProblemText({ problem }: { readonly problem: Problem }) {
  const t = useTexts(texts)
  const { province } = usePage()
  return (
    <Reading>
      <PageHead title={t.title(problem.status)} lead={problem.detail} />
      {problem.errors && (
        <ul>
          {problem.errors.map(({ field, message }) => (
            <li key={field}>
              {field && <strong>{field}: </strong>}
              {message}
            </li>
          ))}
        </ul>
      )}
      <ButtonGroup>
        <LinkButton href="/">{t.backHome}</LinkButton>
      </ButtonGroup>
      <p>
        {t.call} <a href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>{province.hotline}</a>.
      </p>
      <p class="hint">
        {t.requestCode}: <code>{problem.requestId}</code>
      </p>
    </Reading>
  )
}

/** How to use the portal, in four sentences, and whom to ask. */
export function HelpPage() {
  return (
    <PortalFrame>
      <HelpText />
    </PortalFrame>
  )
}

function HelpText() {
  const t = useTexts(texts)
  const { province } = usePage()
  return (
    <Reading>
      <PageHead title={t.help} lead={t.helpLead} />
      <ol>
        <li>{t.helpFind}</li>
        <li>{t.helpFill}</li>
        <li>{t.helpFollow}</li>
      </ol>
      <p>{t.helpPerson}</p>
      <p>
        {t.call} <a href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>{province.hotline}</a>.
      </p>
    </Reading>
  )
}

/** Every way to make pages easier to read, in one place. */
export function AccessibilityPage() {
  return (
    <PortalFrame breadcrumb={[]}>
      <Accessibility />
    </PortalFrame>
  )
}

function Accessibility() {
  const t = useTexts(texts)
  const { province } = usePage()
  return (
    <Reading>
      <div class="stack">
        <PageHead title={t.easier} lead={t.easierLead} />
        <Section id="nhin" title={t.see}>
          <DisplayChoices />
          <p>{t.zoom}</p>
        </Section>
        <Section id="nghe" title={t.hear}>
          <ReadAloud />
          <p>{t.hearHow}</p>
        </Section>
        <Section id="ban-phim" title={t.keys}>
          <p>{t.keysHow}</p>
        </Section>
        <Section id="kho-dung" title={t.barrier}>
          <p>
            {t.barrierHow} <a href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>{province.hotline}</a>.
          </p>
        </Section>
      </div>
    </Reading>
  )
}
