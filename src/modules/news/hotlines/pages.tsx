/** Đường dây nóng: large numbers to press, by what they are for. */

import type { Hotline } from '#kernel/packs.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Icon } from '#ui/icons.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { namesOf, type Places } from '../areas/domain.ts'
import { newsLinks } from '../domain.ts'
import { texts } from './texts.ts'

type Props = { readonly hotlines: readonly Hotline[]; readonly places: Places }

export function HotlinesPage(props: Props) {
  return (
    <PortalFrame breadcrumb={[]}>
      <Hotlines {...props} />
    </PortalFrame>
  )
}

const kinds = ['emergency', 'rescue', 'protection', 'service'] as const

function Hotlines({ hotlines, places }: Props) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      {hotlines.length === 0 && <p class="empty">{t.empty}</p>}
      {kinds.map((kind) => {
        const shown = hotlines.filter((one) => one.kind === kind)
        if (shown.length === 0) return null
        return (
          <Section key={kind} id={kind} title={t[kind]}>
            <ul class="hotlines">
              {shown.map((one) => (
                <Line key={one.number + one.name.vi} one={one} places={places} />
              ))}
            </ul>
          </Section>
        )
      })}
      <p>
        <a href={newsLinks.list('alert')}>{t.warnings}</a>
      </p>
    </div>
  )
}

function Line({
  one: { number, name, use, areas, sure },
  places,
}: {
  readonly one: Hotline
  readonly places: Places
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <li>
      <a
        class="hotline-number"
        href={`tel:${number.replace(/[^\d+]/g, '')}`}
        aria-label={`${t.call} ${number}: ${name[language]}`}
      >
        <Icon name="phone" />
        {number}
      </a>
      <div>
        <p>
          <strong>{name[language]}</strong>
        </p>
        <p>{use[language]}</p>
        {areas && (
          <p class="hint">
            {t.only} {namesOf(places, areas).join(', ')}
          </p>
        )}
        {!sure && <StatusTag tone="waiting">{t.unsure}</StatusTag>}
      </div>
    </li>
  )
}
