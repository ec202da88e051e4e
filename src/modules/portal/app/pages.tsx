/** About the app, and what it keeps on the device. */

import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { frameLinks } from '#ui/frame-parts.tsx'
import { PageHead, Reading, Section } from '#ui/layout.tsx'
import { Tiles } from '#ui/tiles.tsx'
import { appLinks } from './domain.ts'
import { texts } from './texts.ts'

export function AppPage({ name }: { readonly name: string }) {
  return (
    <PortalFrame breadcrumb={[]}>
      <About name={name} />
    </PortalFrame>
  )
}

function About({ name }: { readonly name: string }) {
  const t = useTexts(texts)
  const isVisitor = usePage().actorKind === 'visitor'
  return (
    <div class="stack">
      <PageHead title={t.title(name)} lead={t.lead} />
      <ButtonGroup>
        <LinkButton href={isVisitor ? frameLinks.signIn : frameLinks.account} icon="person">
          {isVisitor ? t.signIn : t.home}
        </LinkButton>
      </ButtonGroup>
      <Tiles label={t.tiles} />
      <Section id="cai-dat" title={t.install}>
        <Island of="install-app">
          <Button kind="secondary" icon="download" type="button" isHidden>
            {t.installNow}
          </Button>
        </Island>
        <ul>
          <li>{t.android}</li>
          <li>{t.iphone}</li>
          <li>{t.computer}</li>
        </ul>
        <p>{t.size}</p>
      </Section>
      <Section id="khong-mang" title={t.offline}>
        <p>{t.offlineKept}</p>
        <p>{t.offlineForgotten}</p>
        <p>
          <a href={appLinks.keptList}>{t.seeKept}</a>
        </p>
      </Section>
    </div>
  )
}

/** The app's worker writes into it: why it is shown, and the list. */
export function KeptListPage() {
  return (
    <PortalFrame hidesAlerts>
      <KeptList />
    </PortalFrame>
  )
}

function KeptList() {
  const t = useTexts(texts)
  return (
    <Reading>
      <div data-kept-why="" />
      <PageHead title={t.keptTitle} lead={t.keptLead} />
      <div data-kept-list="">
        <p class="empty">{t.keptNone}</p>
      </div>
    </Reading>
  )
}
