/** Addresses of the public scores. */

export const forecastLinks = {
  board: () => '/du-kien',
  unit: (code: string) => `/du-kien/noi/${code}`,
  procedure: (code: string) => `/du-kien/thu-tuc/${code}`,
}
