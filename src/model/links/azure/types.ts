import { FUNCTION_APPS, SLOTS, WEB_APPS } from '../../azure/web/types.ts';

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
