/** Ô chức năng: what people open most, large enough for a thumb. */
import { usePage, useSheet } from '#kernel/page.tsx'
import { Icon, isIconName } from './icons.tsx'

export function Tiles({ label }: { readonly label: string }) {
  useSheet('app.css')
  const { tiles = [] } = usePage()
  return (
    <nav aria-label={label}>
      <ul class="app-tiles">
        {tiles.map(({ href, label: words, icon, count }) => (
          <li key={href}>
            <a href={href}>
              {isIconName(icon) && <Icon name={icon} />}
              <span>
                {words}
                {count !== undefined && <span class="count-badge"> {count}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
