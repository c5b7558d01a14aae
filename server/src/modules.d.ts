/** Word lists: YAML compiled to data by the build; each reader gives it a type and its tests check the shape. */
declare module '*.yaml' {
  const data: unknown;
  export default data;
}
