/** Apps of App Service. */
export const WEB_APPS = ['azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_app_service'];

/** Apps of functions. */
export const FUNCTION_APPS = [
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
  'azurerm_function_app',
  'azurerm_function_app_flex_consumption',
];

/** Slots, where the next release of an app waits. */
export const SLOTS = [
  'azurerm_linux_web_app_slot',
  'azurerm_windows_web_app_slot',
  'azurerm_app_service_slot',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app_slot',
];

/** Everything that is told settings. */
export const PROGRAMS = [
  ...WEB_APPS,
  ...FUNCTION_APPS,
  ...SLOTS,
  'azurerm_container_app',
  'azurerm_container_group',
];

/** Whatever can stand behind a gateway. */
export const BACKENDS = [
  ...PROGRAMS,
  'azurerm_storage_account',
  'azurerm_application_gateway',
  'azurerm_api_management',
  'azurerm_lb',
  'azurerm_public_ip',
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
];

export const SERVERS = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
];

export const SCALE_SETS = [
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
];
