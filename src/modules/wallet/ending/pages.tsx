/** Thu hồi bản số hóa: which of the two it is, why, and what took its place. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { ErrorSummary } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { walletLinks } from '../links/domain.ts'
import type { Ending } from './commands.ts'
import { texts } from './texts.ts'

export type EndingProps = {
  readonly ending: Ending
  readonly problem?: Problem | undefined
  readonly typed?: { readonly why: string; readonly reason: string; readonly successor: string } | undefined
}

export function EndingPage(props: EndingProps) {
  return (
    <OfficeFrame>
      <EndingBody {...props} />
    </OfficeFrame>
  )
}

const fieldOf = ({ code }: Problem) =>
  code === 'wallet.reasonNeeded' ? 'reason' : code === 'wallet.wrongSuccessor' ? 'successor' : 'why'

function EndingBody({ ending: { entry, successors }, problem, typed }: EndingProps) {
  const t = useTexts(texts)
  const wrong = problem && fieldOf(problem)
  const errorOf = (name: string) => (wrong === name ? problem?.detail : undefined)
  return (
    <div class="question stack">
      <BackLink href={walletLinks.proof(entry.id)}>{t.back}</BackLink>
      {problem && wrong && <ErrorSummary errors={[{ name: wrong, message: problem.detail }]} />}
      <PageHead
        kicker={[entry.title, entry.number, entry.ownerName].filter(Boolean).join(' · ')}
        title={t.title}
        lead={t.lead}
      />
      <PostForm action={walletLinks.end(entry.id)} class="stack">
        <Radios
          name="why"
          label={t.why}
          error={errorOf('why')}
          value={typed?.why}
          choices={[
            { value: 'wrongScan', label: t.wrongScan, hint: t.wrongScanHint },
            { value: 'paperReplaced', label: t.paperReplaced, hint: t.paperReplacedHint },
          ]}
        />
        {successors.length > 0 && (
          <Select
            name="successor"
            label={t.successor}
            hint={t.successorHint}
            error={errorOf('successor')}
            placeholder={t.noSuccessor}
            value={typed?.successor}
            isOptional
            width="full"
            choices={successors.map(({ id, title, number, keptAt }) => ({
              value: id,
              label: t.copyOf(title, number ?? '', formatDate(keptAt)),
            }))}
          />
        )}
        <TextArea
          name="reason"
          label={t.reason}
          error={errorOf('reason')}
          value={typed?.reason}
          rows={3}
          maxLength={500}
        />
        <ButtonGroup>
          <Button kind="danger" icon="delete">
            {t.act}
          </Button>
        </ButtonGroup>
      </PostForm>
    </div>
  )
}
