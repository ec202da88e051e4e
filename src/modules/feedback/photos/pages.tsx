/** Ảnh trên bàn làm việc: the originals, and covering faces and number plates by drawing or by numbers. */

import { Island, PostForm, useTexts } from '#kernel/page.tsx'
import { Button } from '#ui/elements.tsx'
import { TextArea } from '#ui/forms.tsx'
import { StatusTag } from '#ui/status.tsx'
import { reportLinks } from '../domain.ts'
import { texts } from '../handling/texts.ts'
import { writeCovers } from './domain.ts'
import type { Photo } from './store.ts'

type DeskProps = { readonly code: string; readonly photos: readonly Photo[]; readonly mayCover: boolean }

export function PhotoDesk({ code, photos, mayCover }: DeskProps) {
  const t = useTexts(texts)
  return (
    <ul class="report-photos">
      {photos.map((photo, index) => {
        const { id, handlingId, width, height, covered, publicSha256 } = photo
        const href = reportLinks.original(code, id)
        const name = handlingId ? t.photoAfter(index + 1) : t.photoNumber(index + 1)
        const picture = (
          <>
            <a href={href}>
              <img src={href} alt={t.original(index + 1)} width={width} height={height} loading="lazy" />
            </a>
            <p>
              {name}{' '}
              <StatusTag tone={publicSha256 ? 'success' : 'waiting'}>
                {publicSha256 ? t.seen : t.unseen}
              </StatusTag>
            </p>
          </>
        )
        return (
          <li key={id} class="stack" id={`anh-${id}`}>
            {!mayCover && picture}
            {mayCover && (
              <Island of="photo-covers" field={`covers-${id}`} width={width} height={height}>
                <div class="stack">
                  {picture}
                  <PostForm action={`${href}/che`} class="stack" label={t.coverEach(index + 1)}>
                    <TextArea
                      name={`covers-${id}`}
                      label={t.covers}
                      hint={t.coversHint(width, height)}
                      rows={3}
                      isOptional
                      value={writeCovers(covered)}
                    />
                    <Button kind="secondary">{t.cover}</Button>
                  </PostForm>
                </div>
              </Island>
            )}
          </li>
        )
      })}
    </ul>
  )
}
