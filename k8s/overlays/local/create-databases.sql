-- A database for each service, whose user owns it.
create role gateway login;
create database gateway owner gateway;
create role catalog login;
create database catalog owner catalog;
create role stock login;
create database stock owner stock;
create role allocation login;
create database allocation owner allocation;
create role notification login;
create database notification owner notification;
