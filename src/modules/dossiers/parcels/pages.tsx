/** Where a result that goes by post is, for officer and applicant alike. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { SummaryList } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import type { Parcel, ParcelState } from './domain.ts'
import { texts } from './texts.ts'

const tones: Readonly<Record<ParcelState, StatusTone>> = {
  lacking: 'warning',
  ordered: 'waiting',
  collected: 'progress',
  delivered: 'success',
  returning: 'warning',
  cameBack: 'warning',
}

export function ParcelSection({ parcel }: { readonly parcel: Parcel | undefined }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!parcel) return null
  const { state, itemCode, at, told } = parcel
  return (
    <Section title={t.title} id="buu-chinh">
      <p>
        <StatusTag tone={tones[state]}>{t[state]}</StatusTag>
      </p>
      <SummaryList
        rows={[
          ...(itemCode ? [{ term: t.item, value: itemCode }] : []),
          ...(told ? [{ term: t.told, value: told }] : []),
          { term: t.at, value: formatDateTime(at, language) },
        ]}
      />
    </Section>
  )
}
