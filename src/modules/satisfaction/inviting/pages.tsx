/** Phiếu mời đánh giá: on the screen of the desk, and on paper. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { deskLinks } from '#modules/dossiers/api.ts'
import { BackLink } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import type { Slip } from './commands.ts'
import { spokenNumber } from './domain.ts'
import { texts } from './texts.ts'

type SlipProps = { readonly slip: Slip; readonly qr: string }

export function SlipPage(props: SlipProps) {
  return (
    <OfficeFrame>
      <SlipBody {...props} />
    </OfficeFrame>
  )
}

function SlipBody({ slip: { dossier, invitation }, qr }: SlipProps) {
  const t = useTexts(texts)
  const { province } = usePage()
  return (
    <>
      <div class="screen-only">
        <BackLink href={deskLinks.dossier(dossier.code)}>{t.back}</BackLink>
        <PageHead title={t.title} lead={t.lead} />
        {dossier.isRated ? (
          <Notice tone="success">
            <p>{t.rated}</p>
          </Notice>
        ) : (
          <p class="hint">{t.print}</p>
        )}
      </div>
      {!dossier.isRated && (
        <section class="slip" aria-labelledby="slip-title">
          <p class="kicker">{province.name}</p>
          <h2 id="slip-title">{t.ask}</h2>
          <figure class="qr">
            {/* oxlint-disable-next-line react/no-danger */}
            <div role="img" aria-label={t.qr} dangerouslySetInnerHTML={{ __html: qr }} />
          </figure>
          <p class="slip-number">
            <span>{t.number}</span> <strong>{spokenNumber(invitation.number)}</strong>
          </p>
          <p>{t.how}</p>
          <p>{t.choice}</p>
          <p class="hint">
            {t.dossier} <span class="code">{dossier.code}</span>
            <br />
            <span lang="vi">{dossier.procedureName}</span>
          </p>
        </section>
      )}
    </>
  )
}
