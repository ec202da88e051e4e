/** Có ích, chưa rõ: beneath a published answer. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Button, ButtonGroup } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { Section } from '#ui/layout.tsx'
import { petitionLinks } from '../domain.ts'
import { type Found, texts, verdictKeys, verdicts } from './domain.ts'

/** `new` when the reader was counted just now, `before` when today already. */
export type Judged = 'new' | 'before'

type Props = { readonly code: string; readonly found: Found; readonly judged: Judged | undefined }

export function ReaderVerdict({ code, found, judged }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { useful, unclear } = found
  return (
    <Section title={t.title} id="nguoi-doc">
      {judged && (
        <Notice tone={judged === 'new' ? 'success' : 'information'} isResult>
          <p>{judged === 'new' ? t.thanks : t.before}</p>
        </Notice>
      )}
      {useful + unclear > 0 && (
        <p>{t.counted(formatNumber(useful, language), formatNumber(unclear, language))}</p>
      )}
      {!judged && (
        <PostForm action={petitionLinks.read(code)} class="stack" label={t.title}>
          <p class="hint">{t.hint}</p>
          <ButtonGroup>
            {verdictKeys.map((verdict) => (
              <Button key={verdict} kind="secondary" name="verdict" value={verdict}>
                {verdicts[verdict][language]}
              </Button>
            ))}
          </ButtonGroup>
        </PostForm>
      )}
    </Section>
  )
}
