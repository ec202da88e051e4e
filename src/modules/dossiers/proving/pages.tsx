/** Bằng chứng ghi sổ: kept as a file, or printed as two codes. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { qrSvg } from '#kernel/pdf.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { ledgerLinks } from '#modules/ledger/api.ts'
import { ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { dossierLinks } from '../api.ts'
import { texts as trackingTexts } from '../tracking/texts.ts'
import type { ProvenDossier } from './commands.ts'
import { texts } from './texts.ts'

type ProofProps = { readonly proof: ProvenDossier; readonly publicUrl: string }

export function ProofPage(
  props: ProofProps & { readonly breadcrumb: readonly { href: string; label: string }[] },
) {
  return (
    <PortalFrame breadcrumb={props.breadcrumb}>
      <Proof {...props} />
    </PortalFrame>
  )
}

function Proof({ proof: { code, receipt }, publicUrl }: ProofProps) {
  const t = useTexts(texts)
  const own = useTexts(trackingTexts)
  const { language } = usePage()
  const { state, at, leaf, index, size, witnesses, qr } = receipt
  const isProven = state === 'proven'
  return (
    <div class="stack">
      <PageHead kicker={own.dossier(code)} title={t.title} lead={t.lead} />
      <Notice tone={isProven ? 'success' : 'information'} title={isProven ? t.proven : t.promised}>
        <p>{isProven ? t.provenText : t.promisedText}</p>
      </Notice>
      <ButtonGroup>
        <LinkButton href={dossierLinks.proofFile(code)} icon="download">
          {t.download}
        </LinkButton>
        <LinkButton href={ledgerLinks.home()} kind="secondary">
          {t.checkAct}
        </LinkButton>
      </ButtonGroup>
      <SummaryList
        rows={[
          { term: t.at, value: formatDateTime(at, language) },
          ...(index === undefined || size === undefined
            ? []
            : [
                {
                  term: t.place,
                  value: t.placeOf(formatNumber(index, language), formatNumber(size, language)),
                },
              ]),
          { term: t.leaf, value: <code class="long-code">{leaf.toString('hex')}</code> },
          ...(witnesses.length > 0 ? [{ term: t.witnesses, value: witnesses.join(', ') }] : []),
        ]}
      />
      {qr && (
        <Section title={t.codes} id="ma-qr">
          <p>{t.codesText}</p>
          <div class="proof-codes">
            <Code text={`${publicUrl}${ledgerLinks.leaf(leaf)}`} label={t.small} />
            <Code text={qr} label={t.large} isLarge />
          </div>
        </Section>
      )}
    </div>
  )
}

/** Black on white in every colour of the page, or readers do not see it. */
function Code({
  text,
  label,
  isLarge,
}: {
  readonly text: string
  readonly label: string
  readonly isLarge?: true
}) {
  return (
    <figure class={isLarge ? 'qr qr-large' : 'qr'}>
      {/* oxlint-disable-next-line react/no-danger: made by ourselves */}
      <div role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: qrSvg(text) }} />
      <figcaption>{label}</figcaption>
    </figure>
  )
}
