<?php
// users.php ROOT URL: one user of each role, each with an application password, as JSON.
[, $root, $url] = $argv;
require __DIR__ . '/request.php';
pretend_request($url);
require "$root/wp-load.php";
global $wp_rewrite;
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
flush_rewrite_rules(false);
update_option('timezone_string', 'Europe/Berlin');
update_option('default_pingback_flag', 0);
$users = [];
foreach (['administrator', 'editor', 'author', 'contributor', 'subscriber'] as $role) {
    $login = $role === 'administrator' ? 'admin' : $role;
    $user = get_user_by('login', $login);
    $id = $user ? $user->ID : wp_insert_user([
        'user_login' => $login,
        'user_pass' => "$login-login",
        'user_email' => "$login@example.test",
        'role' => $role,
        'display_name' => ucfirst($login),
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'stet tests']);
    $users[$login] = $password;
}
echo json_encode(['url' => $url, 'version' => $GLOBALS['wp_version'], 'users' => $users], JSON_UNESCAPED_SLASHES);
