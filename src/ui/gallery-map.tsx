/** A map and the field that chooses a place, of an invented province. */
import { Button, ButtonGroup } from './elements.tsx'
import { PortalFrame } from './frame.tsx'
import { PageHead, Section } from './layout.tsx'
import { type LiveMap, MapFigure, type MapPicture, PointPicker } from './map.tsx'

const picture: MapPicture = {
  width: 1000,
  height: 700,
  land: 'M0 0L1000 0L1000 160L620 330L420 520L300 700L0 700Z',
  province: 'M120 120L640 80L760 250L520 420L330 560L160 420Z',
  areas: [
    { code: '1', name: 'Huyện Cồn Cát', path: 'M120 120L400 100L330 560L160 420Z', href: '#noi-1' },
    { code: '2', name: 'Thành phố Ví Dụ', path: 'M400 100L640 80L760 250L520 420L330 560Z', isChosen: true },
  ],
  borders: {
    province: 'M120 120L640 80L760 250L520 420L330 560L160 420Z',
    district: 'M400 100L330 560',
    commune: 'M400 300L640 330',
  },
  labels: [
    { x: 760, y: 560, text: 'Biển Đông', kind: 'sea', isWide: false, isDotted: false, anchor: 'middle' },
    { x: 880, y: 420, text: 'Đảo Ví Dụ', kind: 'island', isWide: false, isDotted: true, anchor: 'end' },
    {
      x: 260,
      y: 290,
      text: 'Huyện Cồn Cát',
      kind: 'district',
      isWide: false,
      isDotted: false,
      anchor: 'middle',
    },
    {
      x: 560,
      y: 230,
      text: 'Thành phố Ví Dụ',
      kind: 'district',
      isWide: true,
      isDotted: false,
      anchor: 'middle',
    },
  ],
}
const live: LiveMap = {
  ground: '/ban-do/o/nen/{z}/{x}/{y}?v=1',
  world: [104.3, 7, 116.5, 17.9],
  view: [107.4, 10.4, 109, 11.6],
  layers: [],
}

export function MapGallery() {
  return (
    <PortalFrame>
      <div class="stack">
        <PageHead title="Bản đồ tỉnh Ví Dụ" lead="Danh sách đứng trước, bản đồ đứng sau." />
        <Section title="Các nơi" id="noi">
          <ul class="map-places">
            <li id="noi-1">
              <a href="#ban-do-mau">Huyện Cồn Cát</a>
              <span class="hint">7 xã, phường, thị trấn</span>
            </li>
            <li>
              <a href="#ban-do-mau">Thành phố Ví Dụ</a>
            </li>
          </ul>
        </Section>
        <Section title="Xem trên bản đồ" id="ban-do">
          <MapFigure
            id="ban-do-mau"
            caption="Ba phản ánh ở thành phố Ví Dụ, một ở huyện Cồn Cát"
            picture={picture}
            live={live}
            source="Ranh giới vẽ tay, không có thật."
            marks={[
              { x: 600, y: 300, count: 3 },
              { x: 240, y: 380, count: 1, title: 'Ổ gà trên đường Bờ Biển', href: '#noi-1' },
            ]}
          />
        </Section>
        <Section title="Chọn nơi trong biểu mẫu" id="chon">
          <form method="get" action="/" class="stack" noValidate>
            <PointPicker
              label="Vị trí"
              hint="Đặt ghim trên bản đồ, lấy nơi đang đứng, hoặc tự điền hai số."
              latitude={{ name: 'vi-do', label: 'Vĩ độ', error: 'Tọa độ chưa đúng. Ví dụ 10,9333.' }}
              longitude={{ name: 'kinh-do', label: 'Kinh độ', value: '108,1002' }}
              live={live}
            />
            <ButtonGroup>
              <Button>Tiếp tục</Button>
            </ButtonGroup>
          </form>
        </Section>
      </div>
    </PortalFrame>
  )
}
